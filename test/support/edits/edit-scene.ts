import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { WorkflowHandle } from '@temporalio/client';
import { APPROVAL_PENDING } from 'onceward';
import { startScriptedProvider } from 'onceward/testing';
import type { OncewardPlugin } from 'onceward/worker';
import { bundleWorkflows } from '../../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../../fixtures/harness/open-temporal.ts';
import { temporaryProject, type TemporaryProject } from '../../fixtures/harness/temporary-project.ts';
import { withWorker } from '../../fixtures/harness/with-worker.ts';
import { lineScript } from '../../fixtures/line-script.ts';
import { runCli } from '../../unit/cli/run-cli.ts';
import { until } from '../until.ts';
import type { Edit } from './edits.ts';

const SOURCE = new URL('../../fixtures/edits/', import.meta.url);
const PACKAGES = ['onceward', '@temporalio', 'ai', '@ai-sdk', 'langchain', '@langchain', 'zod'];
const TASK_QUEUE = 'edits';
/** Of a run, so many of the moments at which a task was done are sampled. */
const DEPTHS = 4;

export type Workflows = Edit['workflows'];

/** A project of agents with histories of its open runs. */
export interface EditScene {
  readonly folder: string;
  /** The folder with the histories of a file of workflows. */
  historiesOf(workflows: Workflows): string;
  /** The project again, somewhere else, with an edit. */
  edited(edit: Edit): Promise<TemporaryProject>;
  close(): void;
}

/** Records runs of workflows on a real server, at several depths, and the lock file of the project. */
export async function openEditScene(all: readonly Workflows[] = ['claim', 'research', 'chat']): Promise<EditScene> {
  const project = await copyOf([]);
  const provider = await startScriptedProvider({ script: lineScript });
  process.env['MODEL_URL'] = provider.url;
  const temporal = await openTemporal();
  try {
    const { onceward } = (await import(pathToFileURL(join(project.folder, 'plugin.ts')).href)) as { readonly onceward: OncewardPlugin };
    for (const workflows of all) await record(temporal, project.folder, workflows, onceward);
  } finally {
    await temporal.close();
    await provider.close();
  }
  const locked = await runCli(['lock', '--plugin', './plugin.ts'], { folder: project.folder });
  if (locked.exitCode !== 0) throw new Error(locked.stderr);
  const lock = await readFile(join(project.folder, 'onceward.lock.json'), 'utf8');
  return {
    folder: project.folder,
    historiesOf: (workflows) => join(project.folder, 'histories', workflows),
    async edited({ replacements }) {
      const copy = await copyOf(replacements);
      copy.write('onceward.lock.json', lock);
      return copy;
    },
    close: () => project.remove(),
  };
}

async function copyOf(replacements: Edit['replacements']): Promise<TemporaryProject> {
  const project = temporaryProject(PACKAGES);
  for (const file of await readdir(SOURCE)) {
    let text = await readFile(new URL(file, SOURCE), 'utf8');
    for (const { from, to } of replacements.filter((one) => one.file === file)) {
      if (!text.includes(from)) throw new Error(`'${from}' does not stand in ${file}`);
      text = text.replace(from, () => to);
    }
    project.write(file, text);
  }
  return project;
}

const INPUTS: Readonly<Record<Workflows, readonly string[]>> = {
  claim: ['claim-7', 'claim-8'],
  research: ['search {"topic":"rain"} && search {"topic":"snow"}\nsearch {"topic":"hail"}\nIt rains.'],
  chat: ['browse {"topic":"rain"} && browse {"topic":"snow"}\nbrowse {"topic":"hail"}\nIt rains.'],
};

async function record({ client, connection }: Temporal, folder: string, workflows: Workflows, plugin: OncewardPlugin): Promise<void> {
  const workflowBundle = await bundleWorkflows(join(folder, `${workflows}.ts`), plugin);
  const into = join(folder, 'histories', workflows);
  await mkdir(into, { recursive: true });
  await withWorker({ connection, taskQueue: TASK_QUEUE, workflowBundle, plugins: [plugin] }, async () => {
    for (const input of INPUTS[workflows]) {
      const handle = await client.workflow.start(workflows, {
        taskQueue: TASK_QUEUE,
        workflowId: `${workflows}-${randomUUID()}`,
        args: [input],
      });
      await (workflows === 'claim' ? asks(handle) : handle.result());
      await keepDepths(handle, into);
      if (workflows === 'claim') await handle.terminate();
    }
  });
}

async function asks(handle: WorkflowHandle): Promise<void> {
  await until('the run asks', async () => {
    const pending = await handle.query<readonly unknown[]>(APPROVAL_PENDING).catch(() => []);
    return pending.length > 0 && Boolean((await handle.fetchHistory()).events?.at(-1)?.timerStartedEventAttributes);
  });
}

/** What `fetchHistory` would have given of the run while it was open: up to a task that was done, with what came of it. */
async function keepDepths(handle: WorkflowHandle, folder: string): Promise<void> {
  const { events } = JSON.parse(historyToJSON(await handle.fetchHistory())) as { events: readonly Readonly<Record<string, unknown>>[] };
  const ends = events.flatMap((event, index) => ('workflowTaskScheduledEventAttributes' in event && index > 2 ? [index] : []));
  const isOpen = !('workflowExecutionCompletedEventAttributes' in (events.at(-1) ?? {}));
  const depths = isOpen ? [...ends, events.length] : ends;
  const step = Math.max(1, Math.floor(depths.length / DEPTHS));
  const sampled = depths
    .toReversed()
    .filter((_end, index) => index % step === 0)
    .slice(0, DEPTHS);
  for (const end of sampled) {
    const name = `${handle.workflowId.slice(0, 14)}-${String(end).padStart(3, '0')}.json`;
    await writeFile(join(folder, name), JSON.stringify({ events: events.slice(0, end) }));
  }
}
