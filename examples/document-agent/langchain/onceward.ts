import { langchain } from 'onceward/langchain/worker';
import type { OncewardPluginOptions } from 'onceward/worker';
import * as tools from '../tools.ts';
import * as steps from './steps.ts';

/** What the worker's plugin, the bundler's and that of a replay are made of. */
export const oncewardOptions: OncewardPluginOptions = { modules: [tools, steps], adapters: [langchain()] };
