import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { connect, OncewardPlugin } from 'onceward/worker';
import * as models from './models.ts';
import * as tools from './tools.ts';

const plugins = [new OncewardPlugin({ modules: [tools, models], adapters: [aiSdk()] })];
const { connection, namespace } = await connect();
const workflowsPath = fileURLToPath(import.meta.resolve('./workflows.ts'));
const worker = await Worker.create({ connection, namespace, taskQueue: 'agents', workflowsPath, plugins });
await worker.run();
await connection.close();
