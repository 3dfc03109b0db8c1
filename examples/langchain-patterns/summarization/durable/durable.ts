import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const gardener = durable(models.gardener);
export const scribe = durable(models.scribe);
export const lookAtBed = durable(tools.lookAtBed);
