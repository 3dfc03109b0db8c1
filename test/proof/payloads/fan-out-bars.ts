import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { openTemporal } from '../../fixtures/harness/open-temporal.ts';
import { withWorker } from '../../fixtures/harness/with-worker.ts';
import * as steps from '../../fixtures/payloads/steps.ts';
import { withKillableScene } from '../../support/killable-scene.ts';
import { killFanOut } from '../../support/large-fan-out.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const ITEMS = 5_000;
const AT_ONCE = 2_100;
const TIMEOUT_MS = 30 * 60_000;
const WORKFLOWS = fileURLToPath(new URL('../../fixtures/payloads/workflows.ts', import.meta.url));

const killedTwice = defineBar({
  area: 'payloads',
  bar: `gather over ${ITEMS} items whose worker is killed twice: requests beyond one an item that were not in flight at a kill`,
  unit: 'requests',
  target: 0,
  timeoutMs: TIMEOUT_MS,
  async measure() {
    const fanOut = await withKillableScene((scene) => killFanOut(scene, ITEMS, 2), { fixture: 'fast-steps', heartbeat: '5s' });
    const { results, repeated, inFlight, unexplained } = fanOut;
    const note = `${results} results; ${inFlight} items were in flight at the kills, ${repeated} of them were asked for again`;
    return { value: unexplained, ok: unexplained === 0 && results === ITEMS && inFlight > 0, note };
  },
});

/** Temporal refuses the 2,000th activity that is pending, again and again, for ever. */
const atOnce = defineBar({
  area: 'payloads',
  bar: `activities in one Promise.all of ${AT_ONCE} that do not run, or run more than once`,
  unit: 'activities',
  target: 0,
  timeoutMs: TIMEOUT_MS,
  async measure() {
    Object.assign(steps.ran, { make: 0, measure: 0, plain: 0 });
    const temporal = await openTemporal();
    try {
      const plugin = new OncewardPlugin({ modules: [steps], store: memoryStore(), journal: memoryJournal() });
      const workflowBundle = await bundleWorkflowCode({ workflowsPath: WORKFLOWS, plugins: [plugin], logger: new DefaultLogger('ERROR') });
      const taskQueue = randomUUID();
      const worker = { connection: temporal.connection, taskQueue, workflowBundle, plugins: [plugin] };
      return await withWorker(worker, async () => {
        const startedAtMs = performance.now();
        const handle = await temporal.client.workflow.start('manyInputs', { args: [AT_ONCE, 10], taskQueue, workflowId: 'at-once' });
        const characters = Number(await handle.result());
        const seconds = (performance.now() - startedAtMs) / 1_000;
        const { events } = await handle.fetchHistory();
        const failed = (events ?? []).flatMap(
          ({ workflowTaskFailedEventAttributes: failure, workflowTaskTimedOutEventAttributes: timeout }) => {
            if (timeout) return [`timed out (${String(timeout.timeoutType)})`];
            return failure ? [`${String(failure.cause)}: ${failure.failure?.message ?? ''}`] : [];
          },
        );
        const value = Math.abs(steps.ran.measure - AT_ONCE);
        return {
          value,
          ok: value === 0 && characters === AT_ONCE * 10,
          note: [`in ${seconds.toFixed(0)} s, ${failed.length} workflow tasks failed or timed out`, ...failed].join('\n'),
        };
      });
    } finally {
      await temporal.close();
    }
  },
});

export const fanOutBars: readonly Bar[] = [atOnce, killedTwice];
