import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const clerk = durable(models.clerk);
export const findOrder = durable(tools.findOrder);
export const payBack = durable(tools.payBack);
