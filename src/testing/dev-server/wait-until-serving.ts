import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';

const POLL_MS = 50;
const ATTEMPT_TIMEOUT_MS = 2_000;

/** Resolves once the server answers for `namespace`; throws its last refusal after `timeoutMs`, or the signal's reason when that is aborted. */
export async function waitUntilServing({
  address,
  namespace,
  timeoutMs,
  signal,
}: {
  readonly address: string;
  readonly namespace: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      // A refused gRPC channel backs off for a second; a bare socket can be asked again at once.
      await openSocket(address);
      return await describeNamespace(address, namespace);
    } catch (error) {
      signal?.throwIfAborted();
      if (performance.now() + POLL_MS > deadline) throw error;
      await sleep(POLL_MS);
    }
  }
}

function openSocket(address: string): Promise<void> {
  const { hostname, port } = new URL(`http://${address}`);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname.replaceAll(/[[\]]/g, ''), port: Number(port || 80), timeout: ATTEMPT_TIMEOUT_MS });
    const settle = (error?: Error): void => {
      socket.destroy();
      if (error) reject(error);
      else resolve();
    };
    socket.once('connect', () => settle());
    socket.once('timeout', () => settle(new Error(`no connection to ${address} within ${ATTEMPT_TIMEOUT_MS} ms`)));
    socket.once('error', settle);
  });
}

async function describeNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: ATTEMPT_TIMEOUT_MS });
  try {
    await connection.withDeadline(Date.now() + ATTEMPT_TIMEOUT_MS, () => connection.workflowService.describeNamespace({ namespace }));
  } finally {
    await connection.close();
  }
}
