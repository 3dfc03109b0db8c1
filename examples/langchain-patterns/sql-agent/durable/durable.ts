import { durableModule } from 'onceward';
import * as models from './models.ts';
import * as tools from './tools.ts';

const durable = durableModule(import.meta.url);
export const librarian = durable(models.librarian);
export const describeTables = durable(tools.describeTables);
export const runQuery = durable(tools.runQuery);
