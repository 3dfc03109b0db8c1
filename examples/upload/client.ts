import { createReadStream } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { oncewardClient } from 'onceward/client';
import { store } from './store.ts';
import type { readDocument } from './workflows.ts';

const [workflowId = '', file = ''] = process.argv.slice(2);
const { connectionOptions, namespace } = loadClientConnectConfig();
const connection = await Connection.connect(connectionOptions);
const onceward = oncewardClient({ store });
const client = new Client({ connection, namespace, plugins: [onceward] });

const document = await onceward.artifacts.put(createReadStream(file), { mediaType: 'application/pdf' });
const options = { taskQueue: 'documents', workflowId };
const summary = await client.workflow.execute<typeof readDocument>('readDocument', { ...options, args: [document] });
console.log(await onceward.artifacts.open(summary).text());
await connection.close();
