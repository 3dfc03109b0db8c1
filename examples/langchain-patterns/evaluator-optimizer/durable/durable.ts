import { durableModule } from 'onceward';
import * as models from './models.ts';

const durable = durableModule(import.meta.url);
export const copywriter = durable(models.copywriter);
export const judge = durable(models.judge);
