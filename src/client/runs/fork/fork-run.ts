import type { Client } from '@temporalio/client';
import { APPROVAL_DECIDE } from '../../../shared/contract/approval.js';
import { CONVERSATION_TURN } from '../../../shared/contract/conversation.js';
import type { ForkHeader, ForkMemo } from '../../../shared/contract/fork.js';
import { EVENT_DELIVER } from '../../../shared/contract/run-event.js';
import { checkForkOptions, checkId, type ForkOptions } from './fork-options.js';
import { findPlace, type FoundPlace } from './find-place.js';
import { forkSteps, type ForkStep } from './fork-steps.js';
import { startFork } from './start-fork.js';

/** What a fork will be, or is. */
export interface PlannedFork {
  /** Its own id. */
  readonly workflowId: string;
  /** The run that it is forked from. */
  readonly origin: { readonly workflowId: string; readonly runId: string; readonly isOpen: boolean };
  /** The first step that is asked anew; absent at the end of the run. */
  readonly from?: ForkStep;
  /** Where its workflow code runs. */
  readonly taskQueue: string;
  /** All steps of the run, in the order in which they were called, and what becomes of each. */
  readonly steps: readonly ForkStep[];
  /** What the run got from outside before the place, and the fork is given, too: signals, approvals, events, turns of a conversation. */
  readonly repeatedMessages: readonly string[];
  /** Updates of the workflow's own before the place. Nobody waits for their answers, so the fork is not given them. */
  readonly updatesLeftOut: readonly string[];
}

export interface StartedForkRun extends PlannedFork {
  readonly runId: string;
  /** False when the same fork was started before: there is no second one. */
  readonly isNew: boolean;
}

const OWN_UPDATES: ReadonlySet<string> = new Set([APPROVAL_DECIDE, EVENT_DELIVER, CONVERSATION_TURN]);
const RUN_ID_CHARACTERS = 8;

/** @throws ForkRefused, UnknownOption, InvalidOption */
export async function planForkOf(client: Client, workflowId: string, options: ForkOptions): Promise<PlannedFork> {
  return (await prepare(client, workflowId, { options, where: 'runs.planFork()' })).planned;
}

/** @throws ForkRefused, UnknownOption, InvalidOption */
export async function forkRun(client: Client, workflowId: string, options: ForkOptions): Promise<StartedForkRun> {
  const { planned, header } = await prepare(client, workflowId, { options, where: 'runs.fork()' });
  const { reason } = options;
  const { from, taskQueue } = planned;
  const { runId, before } = header;
  const memo: ForkMemo = {
    v: 1,
    workflowId,
    runId,
    before,
    ...(from !== undefined && { step: from.activityType }),
    ...(reason !== undefined && { reason }),
  };
  return { ...planned, ...(await startFork(client, { workflowId: planned.workflowId, header, memo, taskQueue })) };
}

interface Preparation {
  readonly options: ForkOptions;
  readonly where: string;
}

/** A fork that somebody made, and not a child of one. */
type RootHeader = ForkHeader & { readonly before: number };

async function prepare(
  client: Client,
  workflowId: string,
  { options, where }: Preparation,
): Promise<{ readonly planned: PlannedFork; readonly header: RootHeader }> {
  const place = checkForkOptions(where, options);
  const { whenChanged = 'ask', forms = [], runId } = options;
  const found = await findPlace(client, { workflowId, runId, place });
  const { run, numbersBefore } = found;
  const before = found.step?.eventId ?? run.lastEventId + 1;
  const header: RootHeader = { v: 1, workflowId, runId: run.runId, before, ...(whenChanged === 'take' && { whenChanged }) };
  const id = options.workflowId ?? checkId(where, idOf(header));
  const steps = await forkSteps(client, { run, before, numbersBefore, forms });
  const taskQueue = options.taskQueue ?? run.taskQueue;
  return { header, planned: { workflowId: id, taskQueue, ...described(found, before, steps) } };
}

function described({ run, step }: FoundPlace, before: number, steps: readonly ForkStep[]): Omit<PlannedFork, 'workflowId' | 'taskQueue'> {
  const earlier = run.messages.filter(({ eventId }) => eventId < before);
  const from = steps.find(({ eventId }) => eventId === step?.eventId);
  const isRepeated = ({ kind, name }: (typeof earlier)[number]): boolean => kind === 'signal' || OWN_UPDATES.has(name);
  return {
    origin: { workflowId: run.workflowId, runId: run.runId, isOpen: !run.isOver },
    ...(from !== undefined && { from }),
    steps,
    repeatedMessages: earlier.filter(isRepeated).map(({ name }) => name),
    updatesLeftOut: earlier.filter((message) => !isRepeated(message)).map(({ name }) => name),
  };
}

/** The same for the same fork, so that it is started once. */
function idOf({ workflowId, runId, before, whenChanged }: RootHeader): string {
  return `${workflowId}/fork-${before}-${runId.slice(-RUN_ID_CHARACTERS)}${whenChanged === 'take' ? '-take' : ''}`;
}
