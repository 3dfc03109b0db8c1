import { durableModule } from 'onceward';
import * as models from './models.ts';

const durable = durableModule(import.meta.url);
export const planner = durable(models.planner);
export const writer = durable(models.writer);
