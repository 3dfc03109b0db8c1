import { durableModule } from 'onceward';
import * as models from './models.ts';

const durable = durableModule(import.meta.url);
export const translator = durable(models.translator);
export const critic = durable(models.critic);
