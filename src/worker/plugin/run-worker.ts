import { Worker, type WorkerOptions } from '@temporalio/worker';
import { connect } from './connect.js';

/** What Temporal's `Worker.create` takes; the connection and, unless given, the namespace are those that the environment names. */
export type RunWorkerOptions = Omit<WorkerOptions, 'connection'>;

/**
 * Connects to the server that the environment names, as `connect` does, and runs a worker until SIGTERM or SIGINT. What it has in hand then is
 * finished first. Use `connect` and `Worker.create` where a process runs several workers.
 *
 * @throws ServerUnreachable when nothing answers there; whatever `Worker.create` and `worker.run` throw
 * @example
 * ```ts
 * await runWorker({ taskQueue: 'agents', workflowsPath, plugins: [onceward] });
 * ```
 */
export async function runWorker(options: RunWorkerOptions): Promise<void> {
  const { connection, namespace } = await connect();
  try {
    const worker = await Worker.create({ namespace, ...options, connection });
    await worker.run();
  } catch (error) {
    // A worker that did not start holds its connection for good, and what that says would hide why.
    await connection.close().catch(() => undefined);
    throw error;
  }
  await connection.close();
}
