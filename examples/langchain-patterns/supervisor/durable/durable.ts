import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const supervisor = durable(models.supervisor);
export const helper = durable(models.helper);
export const permitsFor = durable(tools.permitsFor);
export const priceOf = durable(tools.priceOf);
