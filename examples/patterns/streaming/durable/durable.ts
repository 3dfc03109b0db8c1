import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const storyteller = durable(models.storyteller);
export const rollDice = durable(tools.rollDice);
