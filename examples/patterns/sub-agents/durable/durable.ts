import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const editor = durable(models.editor);
export const researcher = durable(models.researcher);
export const searchNotes = durable(tools.searchNotes);
