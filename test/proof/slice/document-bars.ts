import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { FRAMEWORKS, loadTwin } from '../../../examples/document-agent/twins.ts';
import { readKeptHistory, runDemo } from '../../support/run-demo.ts';
import { defineBar, type Bar } from '../define-bar.ts';
import { undisturbedRun } from './demo-runs.ts';

const FIRST_PAGE = /recognizePage [1-9]/;

const firstPage = defineBar({
  area: 'slice',
  bar: 'the first page is read after `npm run demo` (built before)',
  unit: 's',
  target: 60,
  async measure() {
    const value = (await undisturbedRun('ai-sdk', 20)).secondsTo(FIRST_PAGE);
    return { value, ok: value <= 60 };
  },
});

const historyBytes = defineBar({
  area: 'slice',
  bar: 'history of the document agent over 20 pages',
  unit: 'bytes',
  target: 200_000,
  async measure() {
    const { exitCode, folder } = await undisturbedRun('ai-sdk', 20);
    const { bytes } = await readKeptHistory(folder, 'claim-1');
    return { value: bytes, ok: exitCode === 0 && bytes < 200_000 };
  },
});

const replay = defineBar({
  area: 'slice',
  bar: 'failed replays of that history from its start',
  unit: 'replays',
  target: 0,
  async measure() {
    const { folder } = await undisturbedRun('ai-sdk', 20);
    const { history } = await readKeptHistory(folder, 'claim-1');
    const { createOnceward, workflowsPath } = await loadTwin('ai-sdk');
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const before = process.cpuUsage();
    await Worker.runReplayHistory({ workflowsPath, plugins: [createOnceward()] }, history);
    const { user, system } = process.cpuUsage(before);
    return { value: 0, ok: true, note: `${((user + system) / 1_000_000).toFixed(2)} s CPU, the bundling included` };
  },
});

/** A minute for the run that it is compared with, and some seconds for each of 59 kills. */
const EVERY_CRASH_TIMEOUT_MS = 30 * 60_000;
const CRASHES = ['renderPage', 'indexPages', 'model', 'lookupCompany', 'writeAccounting'];

function crash(step: string): Bar {
  return disturbed(`demo --crash ${step}`, ['--crash', step]);
}

function disturbed(name: string, commandLine: readonly string[], timeoutMs?: number): Bar {
  return defineBar({
    area: 'slice',
    bar: `${name}, 20 pages: paid twice + rows twice + lost`,
    unit: 'of all three',
    target: 0,
    ...(timeoutMs !== undefined && { timeoutMs }),
    async measure() {
      const { exitCode, lines } = await runDemo(['--pages', '20', ...commandLine]);
      const last = lines.findLast((line) => line.startsWith('model calls:') && line.includes('paid twice')) ?? lines.at(-1) ?? 'no output';
      const counts = [...last.matchAll(/(?:paid twice|rows written twice|lost): (-?\d+)/g)].map(([, count]) => Number(count));
      const value = counts.length === 3 ? counts.reduce((sum, count) => sum + Math.abs(count), 0) : Number.NaN;
      return {
        value,
        ok: value === 0 && exitCode === 0,
        note: [...lines.filter((line) => line.startsWith('killed once:')), last].join(' · '),
      };
    },
  });
}

const everyCrash = FRAMEWORKS.map((framework) =>
  disturbed(`demo --framework ${framework} --crash every`, ['--framework', framework, '--crash', 'every'], EVERY_CRASH_TIMEOUT_MS),
);

export const documentBars: readonly Bar[] = [
  firstPage,
  historyBytes,
  replay,
  ...CRASHES.map(crash),
  disturbed('demo --deploy', ['--deploy']),
  ...everyCrash,
];
