import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { oncewardClient } from 'onceward/client';
import { startDevServer } from 'onceward/testing';
import { startModelServer, type ModelServer } from '../load/model-server.ts';

/** Temporal ends a run at 50 MiB; without this, a client cannot read histories beyond 4 MiB. */
const LARGEST_HISTORY_BYTES = 64 * 1_024 * 1_024;

/** What every measurement needs: Temporal's server with data in memory, a model that answers at once, a folder for files. */
export interface BenchScene {
  readonly client: Client;
  readonly model: ModelServer;
  readonly folder: string;
  /** For the processes of the scene. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** A dev server has one shard and looks 20 times a second for what is next: without this, every wait would be a multiple of 50 ms. */
const DYNAMIC_CONFIG = { 'history.transferProcessorMaxPollRPS': 2_000 };

export async function openBenchScene(): Promise<BenchScene> {
  const [server, model] = await Promise.all([startDevServer({ dynamicConfig: DYNAMIC_CONFIG }), startModelServer()]);
  const folder = mkdtempSync(join(tmpdir(), 'onceward-bench-'));
  const channelArgs = { 'grpc.max_receive_message_length': LARGEST_HISTORY_BYTES };
  const connection = await Connection.connect({ address: server.address, channelArgs });
  return {
    client: new Client({
      connection,
      namespace: server.namespace,
      identity: 'bench-client',
      plugins: [oncewardClient({ compression: 'zstd' })],
    }),
    model,
    folder,
    environment: { TEMPORAL_ADDRESS: server.address, TEMPORAL_NAMESPACE: server.namespace, OPENAI_BASE_URL: model.url },
    async close() {
      await connection.close();
      await Promise.all([server.stop(), model.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
