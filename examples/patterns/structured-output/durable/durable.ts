import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const bookkeeper = durable(models.bookkeeper);
export const toEuros = durable(tools.toEuros);
