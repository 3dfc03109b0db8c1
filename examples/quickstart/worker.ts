import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { connect, OncewardPlugin } from 'onceward/worker';
import * as models from './models.ts';
import * as tools from './tools.ts';

const plugins = [new OncewardPlugin({ modules: [tools, models], adapters: [aiSdk()] })];
const workflowsPath = fileURLToPath(import.meta.resolve('./workflows.ts'));
await (await Worker.create({ ...(await connect()), taskQueue: 'agents', workflowsPath, plugins })).run();
process.exit();
