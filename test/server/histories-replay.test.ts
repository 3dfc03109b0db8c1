import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { WorkflowBundle } from '@temporalio/worker';
import { memoryStore, replayHistories, type HistorySource, type OncewardPlugin, type ReplayOutcome } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { replayPlugin } from '../fixtures/replay/replay-plugin.ts';

interface HistoryJson {
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

const NAMES = ['one', 'two'];
const keyOf = (keyId: string) => ({
  keyId,
  key: (asked: string) => (asked === keyId ? randomKey : Promise.reject(new Error(`no key '${asked}' here`))),
});
const randomKey = randomBytes(32);
let temporal: Temporal;
let folder: string;
let bundle: WorkflowBundle;
let plain: HistoryJson;

beforeAll(async () => {
  [temporal, folder] = await Promise.all([openTemporal(() => undefined), mkdtemp(join(tmpdir(), 'onceward-histories-'))]);
  bundle = await bundleOf('workflows');
  plain = await record(replayPlugin(), bundle);
});

afterAll(async () => {
  await temporal.close();
  await rm(folder, { recursive: true });
});

function bundleOf(code: string, plugin = replayPlugin()): Promise<WorkflowBundle> {
  return bundleWorkflows(fileURLToPath(new URL(`../fixtures/replay/${code}.ts`, import.meta.url)), plugin);
}

/** The history of a run of workers with this plugin, as `temporal workflow show --output json` writes it. */
async function record(plugin: OncewardPlugin, workflowBundle: WorkflowBundle, names: readonly string[] = NAMES): Promise<HistoryJson> {
  const { client, connection } = temporal;
  const [taskQueue, workflowId] = ['survey', `survey-${randomBytes(4).toString('hex')}`];
  const handle = await client.workflow.start('survey', { taskQueue, workflowId, args: [names] });
  await withWorker({ connection, taskQueue, workflowBundle, plugins: [plugin] }, () =>
    // What it returns is encrypted in one of the tests.
    handle.result().catch(() => undefined),
  );
  return JSON.parse(historyToJSON(await handle.fetchHistory())) as HistoryJson;
}

async function replayed(histories: readonly HistorySource[], code = bundle, plugin = replayPlugin()): Promise<ReplayOutcome[]> {
  const outcomes: ReplayOutcome[] = [];
  for await (const outcome of replayHistories(histories, { bundle: code, plugins: [plugin] })) outcomes.push(outcome);
  return outcomes;
}

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const told = (outcomes: readonly ReplayOutcome[]): unknown[] =>
  outcomes.map((outcome) => (outcome.ok ? 'ok' : [outcome.kind, outcome.message]));

test('histories in memory, of files and of zipped files are replayed in turn by one worker', async () => {
  const text = JSON.stringify(plain);
  const outcomes = await replayed([{ history: plain }, await file('run.json', text), await file('run.json.gz', gzipSync(text))]);
  const { workflowId } = outcomes[0] ?? {};
  expect(workflowId).toMatch(/^survey-/);
  const ok = { ok: true, workflowId, workflowType: 'survey', events: plain.events.length };
  expect(outcomes).toEqual([ok, { ...ok, file: join(folder, 'run.json') }, { ...ok, file: join(folder, 'run.json.gz') }]);
});

test('what is no whole history is told apart, and the histories after it are replayed', async () => {
  const text = JSON.stringify(plain);
  const [started = {}, ...rest] = plain.events;
  const first = started['workflowExecutionStartedEventAttributes'] as object;
  const of = (events: readonly object[]): HistorySource => ({ history: { events } });
  const startOf = (attributes: object): HistorySource =>
    of([{ ...started, workflowExecutionStartedEventAttributes: { ...first, ...attributes } }, ...rest]);
  const outcomes = await replayed([
    await file('cut.json', text.slice(0, 2_000)),
    await file('cut.json.gz', gzipSync(text).subarray(0, 500)),
    await file('empty.json', ''),
    await file('foreign.json', '{"version":1}'),
    join(folder, 'missing.json'),
    folder,
    of([]),
    of(rest),
    of(plain.events.filter((_event, index) => index !== 7)),
    of([{ ...started, eventType: 'EVENT_TYPE_OF_THE_FUTURE' }, ...rest]),
    of([{ eventId: '1', eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_STARTED' }, ...rest]),
    // Temporal's native part panics over the next two, and a replay waits for ever.
    startOf({ workflowType: { name: '' } }),
    startOf({ originalExecutionRunId: '' }),
    of(plain.events.slice(0, 3)),
    { history: plain },
  ]);
  expect(told(outcomes)).toEqual([
    ['unreadable', expect.stringMatching(/^it is no JSON .*: it may have been cut off$/)],
    ['unreadable', 'unexpected end of file'],
    ['unreadable', expect.stringMatching(/^it is no JSON/)],
    ['unreadable', 'it is no history: it has no `events`'],
    ['unreadable', 'there is no such file'],
    ['unreadable', 'it is a folder'],
    ['unreadable', 'it is no history: it has no `events`'],
    ['unreadable', 'event 1 is missing: where it should be, there is 2'],
    ['unreadable', 'event 8 is missing: where it should be, there is 9'],
    ['unreadable', expect.stringMatching(/EVENT_TYPE_OF_THE_FUTURE|event 1 has no type that is known here/)],
    ['unreadable', expect.stringMatching(/^it is no history that .* reads \(Missing attributes/)],
    ['unreadable', 'its first event does not name the workflow'],
    ['unreadable', 'its first event does not name the run'],
    ['nothing-to-replay', 'no workflow task of it has completed, so there is nothing to compare with'],
    'ok',
  ]);
});

test('an open run is replayed as far as it has come', async () => {
  expect(
    told(await replayed([{ history: { events: plain.events.slice(0, 10) } }, { history: { events: plain.events.slice(0, -2) } }])),
  ).toEqual(['ok', 'ok']);
});

test('code that does something else, lacks the workflow, or never ends fails each history, and says how', async () => {
  const twice = [{ history: plain }, { history: plain }];
  const changed = await replayed(twice, await bundleOf('workflows-changed'));
  expect(changed.map((outcome) => !outcome.ok && outcome.kind)).toEqual(['nondeterminism', 'nondeterminism']);
  expect(told(await replayed(twice, await bundleOf('workflows-renamed')))).toEqual(
    twice.map(() => ['failed', "Failed to initialize workflow of type 'survey': no such function is exported by the workflow bundle"]),
  );
  expect(told(await replayed([{ history: plain }], await bundleOf('workflows-endless')))).toEqual([
    ['failed', 'Script execution timed out after 10000ms'],
  ]);
}, 60_000);

test('encrypted and stored payloads are read with the plugin of the worker, and without it that is what is told', async () => {
  const secret = replayPlugin({ encryption: keyOf('first') });
  const sealed = await bundleOf('workflows', secret);
  const history = await record(secret, sealed);
  expect(told(await replayed([{ history }], sealed, secret))).toEqual(['ok']);
  const other = replayPlugin({ encryption: keyOf('second') });
  expect(told(await replayed([{ history }], sealed, other))).toEqual([['undecodable', expect.stringContaining("'first'")]]);
  expect(told(await replayed([{ history }]))).toEqual([['undecodable', expect.stringMatching(/^Unknown encoding: /)]]);

  const store = memoryStore();
  const storing = replayPlugin({ store, offloadAboveBytes: 2_000 });
  const large = await record(storing, await bundleOf('workflows', storing), ['x'.repeat(8_000)]);
  expect(told(await replayed([{ history: large }], bundle, storing))).toEqual(['ok']);
  const emptied = replayPlugin({ store: memoryStore(), offloadAboveBytes: 2_000 });
  expect(told(await replayed([{ history: large }], bundle, emptied))).toEqual([['undecodable', expect.stringMatching(/payloads\/\w+/)]]);
});
