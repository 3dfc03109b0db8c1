import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { oncewardClient } from 'onceward/client';

const { connectionOptions, namespace } = loadClientConnectConfig();
const connection = await Connection.connect(connectionOptions);
export const client = new Client({ connection, namespace, plugins: [oncewardClient()] });
