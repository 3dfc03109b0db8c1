import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { WorkflowHandle } from '@temporalio/client';
import type { WorkflowBundle } from '@temporalio/worker';
import { replayHistories, type OncewardPlugin, type ReplayOutcome } from 'onceward/worker';
import type { Edit } from '../../fixtures/drift/edits.ts';
import { bundleWorkflows } from '../../fixtures/harness/bundle-workflows.ts';
import type { Temporal } from '../../fixtures/harness/open-temporal.ts';
import { withWorker } from '../../fixtures/harness/with-worker.ts';
import { until } from '../until.ts';

/** Runs of code that is then deployed anew, with edits. */
export interface DriftScene {
  /** Runs the code of before the deploy, or of after it. */
  running<Result>(code: 'original' | 'edited', fn: () => Promise<Result>): Promise<Result>;
  /** A run that waits, with its calls recorded. Told to go on after all of them were begun. */
  runOf(edit: Edit): WorkflowHandle;
  /** What a replay with the edited code says of the run as it waited. */
  replayed(edit: Edit): ReplayOutcome | undefined;
  /** A line of the edited source, from 1. */
  lineOf(line: number): string | undefined;
}

export interface DriftCode {
  readonly source: URL;
  readonly edits: readonly Edit[];
  readonly plugin: () => OncewardPlugin;
}

/** Records a run of each edit's workflow, and edits all of them at once: one bundle takes seconds. */
export async function openDriftScene({ client, connection }: Temporal, { source, edits, plugin }: DriftCode): Promise<DriftScene> {
  const taskQueue = `drift-${randomUUID()}`;
  const original = await bundleWorkflows(source, plugin());
  const edited = await editedBundle(source, edits, plugin());
  const bundles = { original, edited: edited.bundle };
  const handles = new Map<Edit, WorkflowHandle>();
  const outcomes = new Map<Edit, ReplayOutcome>();
  const running: DriftScene['running'] = (code, fn) =>
    withWorker({ connection, taskQueue, workflowBundle: bundles[code], plugins: [plugin()] }, fn);

  for (const edit of edits) {
    const options = { taskQueue, workflowId: `${edit.workflow}-${randomUUID()}`, args: [...(edit.input ?? [])] };
    handles.set(edit, await client.workflow.start(edit.workflow, options));
  }
  await running('original', () => Promise.all([...handles].map(([edit, handle]) => isWaiting(handle, edit))));
  const histories = await Promise.all([...handles.values()].map(async (handle) => ({ history: await handle.fetchHistory() })));
  const replays = replayHistories(histories, { bundle: edited.bundle, plugins: [plugin()] });
  for (const edit of edits) {
    const { value } = await replays.next();
    if (value) outcomes.set(edit, value);
  }
  await replays.return();
  await Promise.all([...handles.values()].map((handle) => handle.signal('go on')));
  return {
    running,
    runOf(edit) {
      const handle = handles.get(edit);
      if (handle === undefined) throw new Error(`no run of ${edit.workflow}`);
      return handle;
    },
    replayed: (edit) => outcomes.get(edit),
    lineOf: (line) => edited.lines[line - 1],
  };
}

async function isWaiting(handle: WorkflowHandle, { workflow, recorded }: Edit): Promise<void> {
  await until(`the run of ${workflow} waits`, async () => {
    const { events = [] } = await handle.fetchHistory();
    const done = events?.filter((event) => event.activityTaskCompletedEventAttributes).length;
    return done === recorded && Boolean(events?.at(-1)?.workflowTaskCompletedEventAttributes);
  });
}

async function editedBundle(
  source: URL,
  edits: readonly Edit[],
  plugin: OncewardPlugin,
): Promise<{ readonly bundle: WorkflowBundle; readonly lines: readonly string[] }> {
  const path = fileURLToPath(source);
  const file = path.replace(/\.ts$/, `-edited-${process.pid}.ts`);
  let text = await readFile(path, 'utf8');
  for (const { from, to, workflow } of edits) {
    if (!text.includes(from)) throw new Error(`'${from}' of the edit of ${workflow} does not stand in ${path}`);
    text = text.replace(from, to);
  }
  await writeFile(file, text);
  try {
    return { bundle: await bundleWorkflows(file, plugin), lines: text.split('\n') };
  } finally {
    await rm(file);
  }
}
