import type { Client } from '@temporalio/client';
import { decodePayload } from '../../../payloads/decode-payload.js';
import { readRecordedRun, type RecordedRun, type RecordedStep } from '../../../payloads/fork/recorded-run.js';
import { isStepResult, type StepReply } from '../../../shared/contract/step-result.js';
import { ForkRefused } from '../../../shared/errors/fork-refused.js';
import type { ForkPlace, StepPlace } from './fork-options.js';
import { recordedChain } from './recorded-chain.js';

/** Where a run is forked. */
export interface FoundPlace {
  /** The run that the step is in: of a run that was continued, one of the earlier ones perhaps. */
  readonly run: RecordedRun;
  /** The first step that is asked anew; none at the end. */
  readonly step: RecordedStep | undefined;
  /** How many model calls were answered in the runs that it continues. */
  readonly numbersBefore: number;
}

export interface WhichPlace {
  readonly workflowId: string;
  readonly runId: string | undefined;
  readonly place: ForkPlace;
}

/** @throws ForkRefused */
export async function findPlace(client: Client, { workflowId, runId, place }: WhichPlace): Promise<FoundPlace> {
  const runs: NumberedRun[] = [];
  let numbersBefore = 0;
  for (const run of await recordedChain(client, workflowId, runId)) {
    const calls = await answeredModelCalls(client, run);
    runs.push({ run, calls, numbersBefore });
    numbersBefore += calls.length;
  }
  if (runs.every(({ run }) => run.steps.length === 0)) {
    const hint = 'Only a run that has called a durable thing, with a worker that has the OncewardPlugin, can be forked.';
    throw new ForkRefused({ kind: 'no-steps', workflowId, reason: 'it has no steps that Onceward recorded', hint });
  }
  // Events are counted by each run for itself, and the end is that of the newest.
  const isOfNewest = place === 'end' || 'eventId' in place;
  for (const numbered of isOfNewest ? runs.slice(-1) : runs.toReversed()) {
    const step = place === 'end' ? undefined : stepIn(numbered, place);
    if (step !== undefined || place === 'end') return { run: numbered.run, numbersBefore: numbered.numbersBefore, step };
  }
  if (place === 'end') throw new Error(`There are no runs of '${workflowId}'.`);
  await refuseInChild(client, runs, place);
  throw unknownStep(workflowId, runs, place);
}

interface NumberedRun {
  readonly run: RecordedRun;
  /** Its answered model calls. */
  readonly calls: readonly RecordedStep[];
  readonly numbersBefore: number;
}

function stepIn({ run: { steps }, calls, numbersBefore }: NumberedRun, place: StepPlace): RecordedStep | undefined {
  if ('number' in place) return calls[place.number - 1 - numbersBefore];
  if ('key' in place) return steps.find(({ header }) => header.key === place.key);
  return steps.find(({ eventId, ended }) => eventId === place.eventId || ended?.eventId === place.eventId);
}

/** Those that a transcript shows, in its order. */
export async function answeredModelCalls({ options }: Client, { steps }: RecordedRun): Promise<readonly RecordedStep[]> {
  const calls: RecordedStep[] = [];
  for (const step of steps) {
    const result = step.header.step.startsWith('model.') && step.ended?.isCompleted === true ? step.ended.result : undefined;
    if (result === undefined) continue;
    const reply = (await decodePayload(options.loadedDataConverter, result)) as StepReply;
    const value: unknown = isStepResult(reply) ? reply.value : reply;
    if (typeof value === 'object' && value !== null && 'answer' in value) calls.push(step);
  }
  return calls.sort((one, other) => (one.ended?.eventId ?? 0) - (other.ended?.eventId ?? 0));
}

/** A step of a child is found there; forking it takes another command. */
async function refuseInChild(client: Client, runs: readonly NumberedRun[], place: StepPlace): Promise<void> {
  const { namespace } = client.options;
  for (const { run } of runs) {
    for (const { workflowId, runId } of run.children) {
      const child = await readRecordedRun(client, { namespace, execution: { workflowId, runId } }).catch(() => undefined);
      if (child === undefined || stepIn({ run: child, calls: [], numbersBefore: 0 }, place) === undefined) continue;
      const reason = `the step lies in its child workflow '${workflowId}'`;
      const hint = 'Fork the child by itself, or its parent from a step before it started the child.';
      throw new ForkRefused({ kind: 'in-child', workflowId: run.workflowId, reason, hint });
    }
  }
}

const HOW_TO_LIST = "A dry run from 'end' lists the steps with their keys and events.";

function unknownStep(workflowId: string, runs: readonly NumberedRun[], place: StepPlace): ForkRefused {
  const refused = (reason: string, hint: string): ForkRefused => new ForkRefused({ kind: 'unknown-step', workflowId, reason, hint });
  if ('key' in place) return refused(`it has no step with the key '${place.key}'`, HOW_TO_LIST);
  if ('number' in place) {
    const last = runs.reduce((sum, { calls }) => sum + calls.length, 0);
    if (last === 0) return refused('no model has answered in it', HOW_TO_LIST);
    return refused(`it has ${last} answered model calls, so there is no number ${place.number}`, `The last one is ${last}. ${HOW_TO_LIST}`);
  }
  const distance = ({ eventId }: RecordedStep): number => Math.abs(eventId - place.eventId);
  const [nearest] = (runs.at(-1)?.run.steps ?? []).toSorted((one, other) => distance(one) - distance(other));
  const hint = nearest === undefined ? HOW_TO_LIST : `The nearest is event ${nearest.eventId}, ${nearest.header.step}.`;
  return refused(`event ${place.eventId} belongs to no step of it`, hint);
}
