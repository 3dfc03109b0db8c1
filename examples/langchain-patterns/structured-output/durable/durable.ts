import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const secretary = durable(models.secretary);
export const yearOf = durable(tools.yearOf);
