import { randomUUID } from 'node:crypto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { oncewardClient } from 'onceward/client';
import { startTimeSkippingServer } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import * as steps from '../fixtures/outage/long-outage.ts';

const TASK_QUEUE = 'outage';

export interface LongOutage {
  readonly finished: number;
  /** Requests that the other side got, per run. */
  readonly callsPerRun: readonly number[];
  /** Requests it answered. */
  readonly answered: number;
  /** How long the shortest run took, by the server's clock. */
  readonly shortestMs: number;
}

/** Lets runs meet an outage of the other side, with the time of the server skipped, and counts what it was asked. */
export async function meetOutage(runs: number, outageMs: number): Promise<LongOutage> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const plugin = new OncewardPlugin({ modules: [steps], store: memoryStore(), journal: memoryJournal(), shutdownGrace: '1s' });
  const workflowBundle = await bundleWorkflows(new URL('../fixtures/outage/long-outage-workflows.ts', import.meta.url), plugin);
  const server = await startTimeSkippingServer({ plugins: [oncewardClient()] });
  try {
    const worker = await Worker.create({ connection: server.connection, taskQueue: TASK_QUEUE, workflowBundle, plugins: [plugin] });
    const { outage } = steps;
    outage.calls.length = 0;
    let finished = 0;
    let shortestMs = Infinity;
    // One after the other: the server has one time for all runs, and each is to meet its whole outage.
    await worker.runUntil(async () => {
      for (let run = 0; run < runs; run += 1) {
        const startedMs = await server.currentTimeMs();
        outage.endsAtMs = startedMs + outageMs;
        const start = { args: [], taskQueue: TASK_QUEUE, workflowId: randomUUID() };
        const result: unknown = await server.client.workflow.execute('duringOutage', start).catch((error: unknown) => error);
        if (result === 'done') finished += 1;
        shortestMs = Math.min(shortestMs, (await server.currentTimeMs()) - startedMs);
      }
    });
    const { calls } = outage;
    return {
      finished,
      callsPerRun: [...Map.groupBy(calls, ({ key }) => key).values()].map((own) => own.length),
      answered: calls.filter(({ answered }) => answered).length,
      shortestMs,
    };
  } finally {
    await server.stop();
  }
}
