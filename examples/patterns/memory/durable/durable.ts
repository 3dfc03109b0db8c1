import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const companion = durable(models.companion);
export const readChapter = durable(tools.readChapter);
