import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const concierge = durable(models.concierge);
export const breakfast = durable(tools.breakfast);
export const freeRooms = durable(tools.freeRooms);
