import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const baker = durable(models.baker);
export const ovenIs = durable(tools.ovenIs);
