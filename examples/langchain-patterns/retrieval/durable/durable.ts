import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const caretaker = durable(models.caretaker);
export const houseRules = durable(tools.houseRules);
