import { fileURLToPath } from 'node:url';
import { langchain } from 'onceward/langchain/worker';
import { OncewardPlugin, runWorker } from 'onceward/worker';
import * as durable from './durable.ts';

const plugins = [new OncewardPlugin({ modules: [durable], adapters: [langchain()] })];
const workflowsPath = fileURLToPath(import.meta.resolve('./agent.ts'));
await runWorker({ taskQueue: 'agents', workflowsPath, plugins });
