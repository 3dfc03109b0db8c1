import { fileURLToPath } from 'node:url';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { OncewardPlugin, runWorker } from 'onceward/worker';
import * as models from './models.ts';
import * as tools from './tools.ts';

const plugins = [new OncewardPlugin({ modules: [tools, models], adapters: [aiSdk()] })];
const workflowsPath = fileURLToPath(import.meta.resolve('./workflows.ts'));
await runWorker({ taskQueue: 'agents', workflowsPath, plugins });
