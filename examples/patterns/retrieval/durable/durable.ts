import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const embedder = durable(models.embedder);
export const librarian = durable(models.librarian);
export const readRules = durable(tools.readRules);
