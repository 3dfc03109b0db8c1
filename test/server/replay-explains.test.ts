import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { replayHistories, type Difference } from 'onceward/worker';
import { readHistory, type RecordedHistory } from 'onceward/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { replayPlugin } from '../fixtures/replay/replay-plugin.ts';

const ORIGINAL = fileURLToPath(new URL('../fixtures/replay/workflows.ts', import.meta.url));
let temporal: Temporal;
let source: string;
let history: RecordedHistory;

beforeAll(async () => {
  temporal = await openTemporal(() => undefined);
  source = await readFile(ORIGINAL, 'utf8');
  const workflowBundle = await bundleWorkflows(ORIGINAL, replayPlugin());
  const { client, connection } = temporal;
  const handle = await client.workflow.start('survey', { taskQueue: 'survey', workflowId: 'survey', args: [['one', 'two']] });
  await withWorker({ connection, taskQueue: 'survey', workflowBundle, plugins: [replayPlugin()] }, () => handle.result());
  history = await readHistory(handle);
});

afterAll(() => temporal.close());

interface Edit {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly cause: Difference['cause'];
  /** What the code asks for now, and what the history has. */
  readonly produced: string | undefined;
  readonly recorded: string;
  /** A text that stands in the line that is shown. */
  readonly line: string;
}

const EDITS: readonly Edit[] = [
  {
    what: 'a call is added before the timer',
    from: '  await sleep(1);',
    to: "  await write({ text: 'a draft' });\n  await sleep(1);",
    cause: 'earlier',
    produced: 'activity function.write',
    recorded: 'timer ',
    line: "await write({ text: 'a draft' })",
  },
  {
    what: 'the timer is taken out',
    from: '  await sleep(1);',
    to: '',
    cause: 'earlier',
    produced: 'activity function.write',
    recorded: 'timer ',
    line: 'return write(',
  },
  {
    what: 'a loop’s calls are made at once',
    from: 'for (const name of names) found.push(await lookUp({ name }));',
    to: 'found.push(...(await Promise.all([...names.map((name) => lookUp({ name })), write({ text: "" })])));',
    cause: 'earlier',
    produced: 'activity function.write',
    recorded: 'timer ',
    line: 'Promise.all',
  },
  {
    what: 'another step is called',
    from: 'await lookUp({ name })',
    to: 'String(await write({ text: name }))',
    cause: 'renamed',
    produced: 'activity function.write',
    recorded: 'activity function.lookUp',
    line: 'String(await write(',
  },
  {
    what: 'the run ends sooner',
    from: '  await sleep(1);',
    to: '  if (found.length > 1) return 0;\n  await sleep(1);',
    cause: 'ended',
    produced: 'completion ',
    recorded: 'timer ',
    line: 'await lookUp(',
  },
];

test.for(EDITS)(
  '$what: the event, both commands, the cause and the line are told',
  async ({ from, to, cause, produced, recorded, line }) => {
    const edited = ORIGINAL.replace(/\.ts$/, `-edited-${process.pid}.ts`);
    expect(source).toContain(from);
    await writeFile(edited, source.replace(from, to));
    try {
      const replays = replayHistories([{ history: history.raw }], { workflowsPath: edited, plugins: [replayPlugin()] });
      const { value: outcome } = await replays.next();
      await replays.return();
      if (!outcome || outcome.ok || outcome.difference === undefined) throw new Error(`not explained: ${JSON.stringify(outcome)}`);
      const { difference } = outcome;
      const nameOf = (command: Difference['recorded']): string | undefined => command && `${command.kind} ${command.name}`;
      expect({ cause: difference.cause, produced: nameOf(difference.produced), recorded: nameOf(difference.recorded) }).toEqual({
        cause,
        produced,
        recorded,
      });
      const event = history.raw.events?.[(difference.eventId ?? 0) - 1];
      expect(recorded === 'timer ' ? event?.timerStartedEventAttributes : event?.activityTaskScheduledEventAttributes).toBeTruthy();
      expect(difference.place?.file).toBe(edited);
      expect((await readFile(edited, 'utf8')).split('\n')[(difference.place?.line ?? 0) - 1]).toContain(line);
    } finally {
      await rm(edited);
    }
  },
);
