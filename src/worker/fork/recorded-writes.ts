import type { Context } from '@temporalio/activity';
import { decodePayload } from '../../payloads/decode-payload.js';
import type { RecordedStep } from '../../payloads/fork/recorded-run.js';
import type { Hash, Json } from '../../shared/contract/json.js';
import type { StepHeader } from '../../shared/contract/step-header.js';
import type { StepResult } from '../../shared/contract/step-result.js';
import { fingerprint } from '../../shared/keys/fingerprint.js';
import type { Origins, OriginRun } from './origins.js';
import { resultOf } from './recorded-answer-of.js';

/** A write that a run asked for. */
export interface RecordedWrite {
  readonly step: RecordedStep;
  readonly header: StepHeader;
  readonly input: readonly Json[];
  readonly fingerprint: Hash;
  /** What it gave, when it is done. */
  readonly result: StepResult | undefined;
  /** `open`: it is being made, or was when its run ended. */
  readonly state: 'done' | 'failed' | 'open';
}

/** The writes of a step that a run asked for, and the runs that it was itself forked from. @throws OriginLost */
export async function recordedWrites(context: Context, origins: Origins, origin: OriginRun, name: string): Promise<RecordedWrite[]> {
  const writes: RecordedWrite[] = [];
  for (let next: OriginRun | undefined = origin; next !== undefined;) {
    const run = await origins.read(context, next);
    for (const step of run.steps.filter(({ header }) => header.step === name)) writes.push(await toWrite(context, step));
    next = run.forkedFrom;
  }
  return writes;
}

async function toWrite({ client }: Context, step: RecordedStep): Promise<RecordedWrite> {
  const converter = client.options.loadedDataConverter;
  const { header, ended } = step;
  const result = await resultOf(step, converter);
  const args = (await Promise.all(step.input.map((payload) => decodePayload(converter, payload)))) as Json[];
  // What a person said that it gave is no part of what it was asked.
  const input = header.doneIn === undefined ? args : args.slice(0, -1);
  return {
    step,
    header,
    input,
    fingerprint: result?.fingerprint ?? fingerprint(header.step, input),
    result,
    state: ended === undefined ? 'open' : ended.isCompleted ? 'done' : 'failed',
  };
}
