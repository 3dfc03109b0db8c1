import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { oncewardClient } from 'onceward/client';
import type { report } from './workflows.ts';

const [workflowId = '', question = '', ...urls] = process.argv.slice(2);
const { connectionOptions, namespace } = loadClientConnectConfig();
const connection = await Connection.connect(connectionOptions);
const client = new Client({ connection, namespace, plugins: [oncewardClient()] });
console.log(await client.workflow.execute<typeof report>('report', { taskQueue: 'agents', workflowId, args: [question, urls] }));
await connection.close();
