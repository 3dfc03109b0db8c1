import { durableModule } from 'onceward';
import * as models from './models.ts';

const durable = durableModule(import.meta.url);
export const speaker = durable(models.speaker);
