/** What runs beside the main thread when workflows are bundled: loads the bundle as a worker will for each run, and says with what that fails. */
import { parentPort, workerData } from 'node:worker_threads';
import type { LoadedBundle, LoadFailure, Sandbox } from './load-failure.js';

const LIMIT_MS = 30_000;
/** No workflow has this name: once everything is loaded, Temporal says so. */
const NOBODY = 'onceward.load-check';
const LOADED = `Failed to initialize workflow of type '${NOBODY}'`;

type WorkflowInfo = Parameters<Sandbox['createWorkflow']>[0]['info'];

// No public part of the SDK: where it is missing, the thread ends with that error, and the bundle is not checked.
const { ReusableVMWorkflowCreator } = await import('@temporalio/worker/lib/workflow/reusable-vm.js');

if (parentPort !== null) parentPort.postMessage(await failureOf(workerData as LoadedBundle));

async function failureOf(bundle: LoadedBundle): Promise<LoadFailure | undefined> {
  try {
    const creator = await ReusableVMWorkflowCreator.create(bundle, LIMIT_MS, new Set());
    await creator.createWorkflow({ info: infoOf(new Date()), randomnessSeed: [0], now: Date.now(), showStackTraceSources: false });
    return undefined;
  } catch (error) {
    // From another realm, so that it is no instance of this one's classes.
    const { name, message, stack } = error as Error;
    return message.startsWith(LOADED) ? undefined : { name, message, stack: String(stack) };
  }
}

function infoOf(now: Date): WorkflowInfo {
  const named = { workflowId: NOBODY, runId: NOBODY, firstExecutionRunId: NOBODY, workflowType: NOBODY };
  return {
    ...named,
    namespace: 'default',
    taskQueue: NOBODY,
    attempt: 1,
    startTime: now,
    runStartTime: now,
    taskTimeoutMs: LIMIT_MS,
    historyLength: 1,
    historySize: 1,
    continueAsNewSuggested: false,
    memo: {},
    searchAttributes: {},
    unsafe: { now: () => Date.now(), isReplaying: false, isReplayingHistoryEvents: false, random: { random: () => 0.5 } },
  } as unknown as WorkflowInfo;
}
