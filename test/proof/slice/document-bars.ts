import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { createOnceward } from '../../../examples/document-agent/ai-sdk/onceward.ts';
import { FRAMEWORKS } from '../../../examples/document-agent/twins.ts';
import { readKeptHistory, runDemo, type DemoOutcome } from '../../support/run-demo.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const FIRST_PAGE = /recognizePage [1-9]/;
const WORKFLOWS = fileURLToPath(new URL('../../../examples/document-agent/ai-sdk/workflows.ts', import.meta.url));

let twentyPages: Promise<DemoOutcome> | undefined;

/** One run of 20 pages serves three bars. */
function runTwentyPages(): Promise<DemoOutcome> {
  twentyPages ??= runDemo(['--pages', '20']);
  return twentyPages;
}

const firstPage = defineBar({
  area: 'slice',
  bar: 'the first page is read after `npm run demo` (built before)',
  unit: 's',
  target: 60,
  async measure() {
    const value = (await runTwentyPages()).secondsTo(FIRST_PAGE);
    return { value, ok: value <= 60 };
  },
});

const historyBytes = defineBar({
  area: 'slice',
  bar: 'history of the document agent over 20 pages',
  unit: 'bytes',
  target: 200_000,
  async measure() {
    const { exitCode, folder } = await runTwentyPages();
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
    const { folder } = await runTwentyPages();
    const { history } = await readKeptHistory(folder, 'claim-1');
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const before = process.cpuUsage();
    await Worker.runReplayHistory({ workflowsPath: WORKFLOWS, plugins: [createOnceward('agents')] }, history);
    const { user, system } = process.cpuUsage(before);
    return { value: 0, ok: true, note: `${((user + system) / 1_000_000).toFixed(2)} s CPU, the bundling included` };
  },
});

const CRASHES = ['renderPage', 'indexPages', 'model', 'lookupCompany', 'writeAccounting'];

function crash(step: string): Bar {
  return disturbed(`demo --crash ${step}`, ['--crash', step]);
}

function disturbed(name: string, commandLine: readonly string[]): Bar {
  return defineBar({
    area: 'slice',
    bar: `${name}, 20 pages: paid twice + rows twice + lost`,
    unit: 'of all three',
    target: 0,
    async measure() {
      const { exitCode, lines } = await runDemo(['--pages', '20', ...commandLine]);
      const last = lines.findLast((line) => line.startsWith('model calls:')) ?? lines.at(-1) ?? 'no output';
      const counts = [...last.matchAll(/(?:paid twice|rows written twice|lost): (-?\d+)/g)].map(([, count]) => Number(count));
      const value = counts.length === 3 ? counts.reduce((sum, count) => sum + Math.abs(count), 0) : Number.NaN;
      return { value, ok: value === 0 && exitCode === 0, note: last };
    },
  });
}

const everyCrash = FRAMEWORKS.map((framework) =>
  disturbed(`demo --framework ${framework} --crash every`, ['--framework', framework, '--crash', 'every']),
);

let twoHundredPages: Promise<DemoOutcome> | undefined;

/** One run of 200 pages serves two bars. */
function runTwoHundredPages(): Promise<DemoOutcome> {
  twoHundredPages ??= runDemo(['--pages', '200']);
  return twoHundredPages;
}

const wholeHistoryBytes = defineBar({
  area: 'slice',
  bar: 'history of the document agent over 200 pages',
  unit: 'bytes',
  target: 1_000_000,
  async measure() {
    const { exitCode, folder } = await runTwoHundredPages();
    const { bytes } = await readKeptHistory(folder, 'claim-1');
    return { value: bytes, ok: exitCode === 0 && bytes < 1_000_000 };
  },
});

const wholeReplay = defineBar({
  area: 'slice',
  bar: 'CPU of its replay from the start, the bundle made before',
  unit: 's',
  target: 5,
  async measure() {
    const { folder } = await runTwoHundredPages();
    const { history } = await readKeptHistory(folder, 'claim-1');
    const plugins = [createOnceward('agents')];
    const workflowBundle = await bundleWorkflowCode({ workflowsPath: WORKFLOWS, plugins, logger: new DefaultLogger('ERROR') });
    const before = process.cpuUsage();
    await Worker.runReplayHistory({ workflowBundle, plugins }, history);
    const { user, system } = process.cpuUsage(before);
    const value = (user + system) / 1_000_000;
    return { value, ok: value < 5 };
  },
});

export const documentBars: readonly Bar[] = [
  firstPage,
  historyBytes,
  replay,
  ...CRASHES.map(crash),
  disturbed('demo --deploy', ['--deploy']),
  ...everyCrash,
  wholeHistoryBytes,
  wholeReplay,
];
