import { durableModule } from 'onceward';
import * as models from './models.ts';

const durable = durableModule(import.meta.url);
export const cook = durable(models.cook);
