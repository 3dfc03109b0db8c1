import type { WorkflowHandle } from '@temporalio/client';
import type { LogEntry } from '@temporalio/worker';
import { startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { driftPlugin, loopsPlugin } from '../fixtures/drift/drift-plugin.ts';
import { CHANGED, IGNORED, REFUSED_IN_LOOPS, REFUSED_IN_PLAIN } from '../fixtures/drift/edits.ts';
import { calls } from '../fixtures/drift/steps.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { lineScript } from '../fixtures/line-script.ts';
import { openDriftScene, type DriftCode, type DriftScene } from '../support/drift/drift-scene.ts';
import { until } from '../support/until.ts';

const logged: LogEntry[] = [];
let temporal: Temporal;
let provider: ScriptedProvider;

beforeAll(async () => {
  provider = await startScriptedProvider({ script: lineScript });
  vi.stubEnv('MODEL_URL', provider.url);
  temporal = await openTemporal((entry) => logged.push(entry));
});

afterAll(async () => {
  await temporal.close();
  await provider.close();
  vi.unstubAllEnvs();
});

interface Happened {
  /** Activities that were scheduled. */
  readonly scheduled: number;
  /** What workflow tasks failed with. */
  readonly failures: readonly unknown[];
}

async function whatHappened(handle: WorkflowHandle): Promise<Happened> {
  const { events } = await handle.fetchHistory();
  const failures = events?.flatMap(({ workflowTaskFailedEventAttributes: task }) => task?.failure?.applicationFailureInfo?.type ?? []);
  return { scheduled: events?.filter((event) => event.activityTaskScheduledEventAttributes).length ?? 0, failures: [...new Set(failures)] };
}

const drifts = (): unknown[] => logged.filter(({ message }) => message.includes('another input')).map(({ meta }) => meta?.['activityType']);

const CODES: readonly (DriftCode & { readonly name: string; readonly refused: typeof REFUSED_IN_PLAIN })[] = [
  {
    name: 'plain workflows',
    source: new URL('../fixtures/drift/plain.ts', import.meta.url),
    edits: [...REFUSED_IN_PLAIN, CHANGED, ...IGNORED],
    refused: REFUSED_IN_PLAIN,
    plugin: driftPlugin,
  },
  {
    name: 'agent loops',
    source: new URL('../fixtures/drift/loops.ts', import.meta.url),
    edits: REFUSED_IN_LOOPS,
    refused: REFUSED_IN_LOOPS,
    plugin: loopsPlugin,
  },
];

describe.each(CODES)('$name', ({ refused, edits, ...code }) => {
  const happened = new Map<string, Happened>();
  const results = new Map<string, unknown>();
  let scene: DriftScene;
  let details: string | undefined;
  let callsOfRefused: readonly string[];

  beforeAll(async () => {
    scene = await openDriftScene(temporal, { ...code, edits });
    calls.length = 0;
    await scene.running('edited', async () => {
      for (const edit of edits.filter((one) => !refused.some(({ workflow }) => workflow === one.workflow)))
        results.set(edit.workflow, await scene.runOf(edit).result());
      for (const edit of refused) {
        await until(`${edit.workflow} is refused`, async () => (await whatHappened(scene.runOf(edit))).failures.length > 0);
        happened.set(edit.workflow, await whatHappened(scene.runOf(edit)));
      }
      if (edits.includes(CHANGED)) details = await detailsOf(scene.runOf(CHANGED));
    });
    callsOfRefused = calls.filter((call) => !edits.some(({ workflow, result }) => result === call && results.has(workflow)));
    await scene.running('original', async () => {
      for (const edit of refused) results.set(edit.workflow, await scene.runOf(edit).result());
    });
  }, 180_000);

  test.each(refused)('$what: nothing acts on the results', ({ workflow, recorded, error }) => {
    expect(happened.get(workflow)).toEqual({ scheduled: recorded, failures: [error] });
    expect(callsOfRefused).toEqual([]);
  });

  test.each(refused)('$what: the code of before finishes the run', ({ workflow, result }) => {
    expect(results.get(workflow)).toEqual(result);
  });

  test.each(refused)('$what: a replay says so before the deploy, with the event and the line', ({ workflow, error, line }) => {
    const outcome = scene.replayed(refused.find((edit) => edit.workflow === workflow) ?? CHANGED);
    if (outcome === undefined || outcome.ok) throw new Error(`replayed: ${JSON.stringify(outcome)}`);
    expect(outcome.kind).toBe(error === 'ResultMisassigned' ? 'misassigned' : 'drifted');
    const call = error === 'ResultMisassigned' ? outcome.misassigned?.[0] : outcome.drift?.[0];
    expect(call?.eventId).toBeGreaterThan(4);
    if (line !== undefined) expect(scene.lineOf(call?.place?.line ?? 0)).toContain(line);
  });

  const changed = edits.filter((edit) => edit === CHANGED);

  test.each(changed)('a call that asks for something else now keeps its recorded result, and log and current details say so', () => {
    expect(results.get(CHANGED.workflow)).toBe(CHANGED.result);
    expect(drifts()).toEqual(['function.lookUp']);
    expect(details).toBe('Recorded results are used that were made from another input than the code sends now: function.lookUp.');
    const outcome = scene.replayed(CHANGED);
    expect(outcome).toMatchObject({ ok: true, drift: [{ kind: 'activity', name: 'function.lookUp', eventId: expect.any(Number) }] });
    expect(scene.lineOf(outcome?.drift?.[0]?.place?.line ?? 0)).toContain(CHANGED.to);
  });

  test.each(changed)('what ignores it is not reported, nor is code that did not change', () => {
    for (const edit of IGNORED) {
      expect(results.get(edit.workflow)).toBe(edit.result);
      const { ok, drift } = scene.replayed(edit) ?? {};
      expect({ ok, drift }).toEqual({ ok: true });
    }
  });
});

async function detailsOf(handle: WorkflowHandle): Promise<string | undefined> {
  const { currentDetails } = await handle.query<{ readonly currentDetails?: string }>('__temporal_workflow_metadata');
  return currentDetails;
}
