import { setTimeout as pause } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { bundleWorkflows } from '../../fixtures/harness/bundle-workflows.ts';
import { temporaryProject, type TemporaryProject } from '../../fixtures/harness/temporary-project.ts';
import { withWorker } from '../../fixtures/harness/with-worker.ts';
import { versionsPlugin } from '../../fixtures/versions/versions-plugin.ts';
import { callsOf, codeOf, TURNS } from './deploy-plan.ts';

const TASK_QUEUE = 'agents';
const STEPS = new URL('../../fixtures/versions/steps.ts', import.meta.url).pathname;
const TURN_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** A server over which code is deployed again and again. */
export interface DeployScene {
  readonly client: Client;
  readonly connection: NativeConnection;
  /** What a run waits for before each of its turns. */
  readonly wait: 'signal' | 'day';
  /** Once the workers of a deploy are there, before its run is started. @default nothing */
  readonly before?: (deploy: number) => Promise<void>;
  /** After each deploy's turns: its number, and the folder of its code. @default nothing */
  readonly after?: (deploy: number, folder: string) => Promise<void>;
}

/** A run that lived through several deploys. */
export interface DeployedRun {
  readonly startedIn: number;
  /** What it called, in order. */
  readonly calls: readonly string[];
  /** What it had to call. */
  readonly expected: readonly string[];
  readonly failedTasks: number;
}

/** Starts a run in each deploy, and has each open one make a turn in each. No worker keeps a run in memory: each task is a replay. */
export async function runDeploys(
  { client, connection, wait, before, after }: DeployScene,
  deploys: number,
): Promise<readonly DeployedRun[]> {
  const project = temporaryProject();
  const runs: WorkflowHandle[] = [];
  try {
    for (let deploy = 1; deploy <= deploys; deploy += 1) {
      const workflowBundle = await bundleWorkflows(writeCode(project, deploy, wait), versionsPlugin());
      const worker = { connection, taskQueue: TASK_QUEUE, workflowBundle, plugins: [versionsPlugin()], maxCachedWorkflows: 0 };
      await withWorker(worker, async () => {
        await before?.(deploy);
        runs.push(await client.workflow.start('agent', { taskQueue: TASK_QUEUE, workflowId: `agent-${deploy}` }));
        const open = runs.map((handle, index) => ({ handle, startedIn: index + 1 })).filter(({ startedIn }) => deploy - startedIn < TURNS);
        if (wait === 'signal') for (const { handle } of open) await handle.signal('turn');
        for (const { handle, startedIn } of open) await turnMade(handle, startedIn, deploy);
      });
      await after?.(deploy, project.folder);
    }
    return await Promise.all(runs.map((handle, index) => toDeployedRun(handle, index + 1, deploys)));
  } finally {
    project.remove();
  }
}

/** Its own folder a deploy: Node keeps what it imported once. */
function writeCode(project: TemporaryProject, deploy: number, wait: DeployScene['wait']): string {
  const { changes, workflows } = codeOf(deploy, wait);
  project.write('changes.mjs', changes);
  project.write(
    'plugin.mjs',
    `import { OncewardPlugin } from 'onceward/worker'; import { changes } from './changes.mjs'; export const onceward = new OncewardPlugin({ modules: [], changes });`,
  );
  return project.write('workflows.ts', workflows.replace('./steps.ts', STEPS).replace('./changes.ts', './changes.mjs'));
}

/** The calls that a run has to have made once the turns of a deploy are made. */
function expectedCalls(startedIn: number, deploy: number): readonly string[] {
  const last = Math.min(deploy, startedIn + TURNS - 1);
  return Array.from({ length: last - startedIn + 1 }, (_, turn) => callsOf(startedIn, startedIn + turn)).flat();
}

/** Waits until a run has made its turn and waits again, or has ended. */
async function turnMade(handle: WorkflowHandle, startedIn: number, deploy: number): Promise<void> {
  const isLast = deploy - startedIn === TURNS - 1;
  const calls = expectedCalls(startedIn, deploy).filter((name) => name !== 'timer').length;
  for (const end = Date.now() + TURN_TIMEOUT_MS; ; await pause(LOOK_EVERY_MS)) {
    const { events = [] } = await handle.fetchHistory();
    const done = events?.filter((event) => event.activityTaskCompletedEventAttributes).length ?? 0;
    const lastEvent = events?.at(-1);
    const isIdle = isLast ? lastEvent?.workflowExecutionCompletedEventAttributes : isWaiting(lastEvent);
    if (done >= calls && isIdle) return;
    if (Date.now() > end)
      throw new Error(`The run of deploy ${startedIn} did not make its turn in deploy ${deploy}: ${done} of ${calls} calls.`);
  }
}

type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** Nothing is left for its worker to do. */
function isWaiting(event: HistoryEvent | undefined): boolean {
  return Boolean(event?.workflowTaskCompletedEventAttributes ?? event?.timerStartedEventAttributes);
}

async function toDeployedRun(handle: WorkflowHandle, startedIn: number, deploys: number): Promise<DeployedRun> {
  const { events = [] } = await handle.fetchHistory();
  const all = events ?? [];
  return {
    startedIn,
    calls: all.flatMap(callIn),
    expected: expectedCalls(startedIn, deploys),
    failedTasks: all.filter((event) => event.workflowTaskFailedEventAttributes).length,
  };
}

/** The step that an event asks for, or the short timer of a change; not the wait for the next day. */
function callIn({ activityTaskScheduledEventAttributes: activity, timerStartedEventAttributes: timer }: HistoryEvent): readonly string[] {
  if (activity) return [activity.activityType?.name?.replace('function.', '') ?? ''];
  return timer && Number(timer.startToFireTimeout?.seconds ?? 0) === 0 ? ['timer'] : [];
}
