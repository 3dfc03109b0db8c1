import { durableModule } from 'onceward';
import * as models from './models.ts';

const durable = durableModule(import.meta.url);
export const quickModel = durable(models.quickModel);
export const thoroughModel = durable(models.thoroughModel);
