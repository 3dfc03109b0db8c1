import type { LoadedDataConverter } from '@temporalio/common';
import type { ForkedChild, ForkMessage, ForkPlan } from '../../shared/contract/fork.js';
import type { Json } from '../../shared/contract/json.js';
import { decodePayload } from '../decode-payload.js';
import type { RecordedChild, RecordedRun, RecordedStep } from './recorded-run.js';

/**
 * What a fork takes of a run: the answers of the calls that were made before an event, whenever they came, for no later answer can have gone into
 * what they asked; the children started before it (of the others,
 * only the writes count); and what came in before it.
 *
 * @param before everything, when it is missing
 */
export async function planOf(run: RecordedRun, before: number = Infinity, converter: LoadedDataConverter): Promise<ForkPlan> {
  const taken: Record<string, Record<string, number[]>> = {};
  for (const { header, path } of answeredSteps(run, before)) {
    const ofStep = ((taken[path] ??= {})[header.step] ??= []);
    if (!ofStep.includes(header.ordinal)) ofStep.push(header.ordinal);
  }
  return {
    v: 1,
    taken,
    children: Object.fromEntries(run.children.map((child) => [child.path, forkedChild(child, before)])),
    messages: [...(await givenToFork(run, converter)), ...(await messagesOf(run, before, converter))],
  };
}

/** The calls that were made before an event and have their answer. */
export function answeredSteps(run: RecordedRun, before: number): readonly RecordedStep[] {
  return run.steps.filter(({ eventId, ended }) => eventId < before && ended?.isCompleted === true);
}

function forkedChild({ eventId, workflowId, runId }: RecordedChild, before: number): ForkedChild {
  return { workflowId, runId, ...(eventId >= before && { before: 0 }) };
}

/** A fork has got what its origin got by its plan, and not by events of its own. */
async function givenToFork({ plan }: RecordedRun, converter: LoadedDataConverter): Promise<readonly ForkMessage[]> {
  return plan === undefined ? [] : ((await decodePayload(converter, plan)) as ForkPlan).messages;
}

async function messagesOf({ messages }: RecordedRun, before: number, converter: LoadedDataConverter): Promise<readonly ForkMessage[]> {
  const found: ForkMessage[] = [];
  for (const { eventId, kind, name, args } of messages) {
    if (eventId >= before) break;
    const values = await Promise.all(args.map((payload) => decodePayload(converter, payload)));
    found.push({ kind, name, args: values as Json[] });
  }
  return found;
}
