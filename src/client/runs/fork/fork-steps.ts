import type { Client } from '@temporalio/client';
import { decodePayload } from '../../../payloads/decode-payload.js';
import type { RecordedRun, RecordedStep } from '../../../payloads/fork/recorded-run.js';
import type { ConversationForm } from '../../../shared/chain/conversation-form.js';
import type { Json } from '../../../shared/contract/json.js';
import type { ModelCall, ModelReply } from '../../../shared/contract/prompt-chain.js';
import { isStepResult, type StepReply } from '../../../shared/contract/step-result.js';
import type { UsageRecord } from '../../../shared/contract/usage-record.js';
import { readStepUsage } from '../../../shared/steps/step-usage.js';
import { answeredModelCalls } from './find-place.js';

/** A step of the run that is forked. */
export interface ForkStep {
  /** Of the event that scheduled it. */
  readonly eventId: number;
  readonly activityType: string;
  readonly key: string;
  /** Of an answered model call: its number in the transcript. */
  readonly number?: number;
  /**
   * `taken`: its answer is used, and nothing is called; `anew`: it is from the place of the fork on; `unanswered`: it was made before that, and has no answer that
   * could be taken.
   */
  readonly outcome: 'taken' | 'anew' | 'unanswered';
  /** What the providers said that its answer used. */
  readonly usage: readonly Omit<UsageRecord, 'key'>[];
}

export interface StepsQuestion {
  readonly run: RecordedRun;
  readonly before: number;
  readonly numbersBefore: number;
  readonly forms: readonly ConversationForm[];
}

/** What becomes of each step of a run that is forked before an event. */
export async function forkSteps(client: Client, { run, before, numbersBefore, forms }: StepsQuestion): Promise<readonly ForkStep[]> {
  const calls = await answeredModelCalls(client, run);
  const codecs = new Map(forms.map(({ codec }) => [codec.name, codec]));
  const steps: ForkStep[] = [];
  for (const step of run.steps) {
    const { eventId, header } = step;
    const reply = await replyOf(client, step);
    const number = calls.indexOf(step) + 1;
    const isTaken = eventId < before && isStepResult(reply);
    steps.push({
      eventId,
      activityType: header.step,
      key: header.key,
      ...(number > 0 && { number: numbersBefore + number }),
      outcome: isTaken ? 'taken' : eventId < before ? 'unanswered' : 'anew',
      usage: await usageOf(client, step, { reply, codecs }),
    });
  }
  return steps;
}

async function replyOf({ options }: Client, { ended }: RecordedStep): Promise<StepReply | undefined> {
  if (ended?.isCompleted !== true || ended.result === undefined) return undefined;
  return (await decodePayload(options.loadedDataConverter, ended.result)) as StepReply;
}

interface Answered {
  readonly reply: StepReply | undefined;
  readonly codecs: ReadonlyMap<string, ConversationForm['codec']>;
}

async function usageOf({ options }: Client, { header, input }: RecordedStep, { reply, codecs }: Answered): Promise<ForkStep['usage']> {
  if (!isStepResult(reply)) return [];
  const { usage = [], attempt = 1, value } = reply;
  const [payload] = header.step.startsWith('model.') ? input : [];
  const call = payload && ((await decodePayload(options.loadedDataConverter, payload)) as Partial<ModelCall> | undefined);
  const answer: Json | undefined = call && (value as unknown as Partial<Extract<ModelReply, { answer: Json }>>).answer;
  const said = answer === undefined ? undefined : codecs.get(call?.codec ?? '')?.usageOf(answer);
  return usage.map((record) => {
    const { key: _key, ...rest } = readStepUsage(record, { key: '', attempt, said });
    return rest;
  });
}
