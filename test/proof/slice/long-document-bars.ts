import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { FRAMEWORKS, loadTwin, type Framework } from '../../../examples/document-agent/twins.ts';
import { readKeptHistory } from '../../support/run-demo.ts';
import { defineBar, type Bar } from '../define-bar.ts';
import { undisturbedRun } from './demo-runs.ts';

const PAGES = 200;
const TIMEOUT_MS = 30 * 60_000;

function historyBytes(framework: Framework): Bar {
  return defineBar({
    area: 'slice',
    bar: `history of the ${framework} document agent over ${PAGES} pages`,
    unit: 'bytes',
    target: '< 1,000,000',
    timeoutMs: TIMEOUT_MS,
    async measure() {
      const { exitCode, folder } = await undisturbedRun(framework, PAGES);
      const { bytes } = await readKeptHistory(folder, 'claim-1');
      return { value: bytes, ok: exitCode === 0 && bytes < 1_000_000 };
    },
  });
}

function replayCpu(framework: Framework): Bar {
  return defineBar({
    area: 'slice',
    bar: `CPU of the replay of the ${framework} document agent over ${PAGES} pages from its start, the bundle made before`,
    unit: 's',
    target: '< 5',
    timeoutMs: TIMEOUT_MS,
    async measure() {
      const { folder } = await undisturbedRun(framework, PAGES);
      const { history } = await readKeptHistory(folder, 'claim-1');
      const { createOnceward, workflowsPath } = await loadTwin(framework);
      const plugins = [createOnceward()];
      Runtime.install({ logger: new DefaultLogger('ERROR') });
      const workflowBundle = await bundleWorkflowCode({ workflowsPath, plugins, logger: new DefaultLogger('ERROR') });
      const before = process.cpuUsage();
      await Worker.runReplayHistory({ workflowBundle, plugins }, history);
      const { user, system } = process.cpuUsage(before);
      const value = (user + system) / 1_000_000;
      return { value, ok: value < 5 };
    },
  });
}

export const longDocumentBars: readonly Bar[] = FRAMEWORKS.flatMap((framework) => [historyBytes(framework), replayCpu(framework)]);
