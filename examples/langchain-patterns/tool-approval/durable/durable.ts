import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const clerk = durable(models.clerk);
export const findBooking = durable(tools.findBooking);
export const refund = durable(tools.refund);
