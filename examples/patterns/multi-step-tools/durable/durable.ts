import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const travelAgent = durable(models.travelAgent);
export const findTrains = durable(tools.findTrains);
export const weatherIn = durable(tools.weatherIn);
