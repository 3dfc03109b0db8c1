import type { LoadedDataConverter } from '@temporalio/common';
import { decodePayload } from '../../payloads/decode-payload.js';
import type { RecordedRun, RecordedStep } from '../../payloads/fork/recorded-run.js';
import { isStepResult, type StepReply, type StepResult } from '../../shared/contract/step-result.js';

/** The place of a call: the same in every run of the same code. */
export interface CallPlace {
  readonly path: string;
  readonly step: string;
  readonly ordinal: number;
}

export function isAt({ path, header }: RecordedStep, place: CallPlace): boolean {
  return header.ordinal === place.ordinal && header.step === place.step && path === place.path;
}

/** The answered call at a place: the last one, for an earlier one may have been given up. */
export function answeredAt(run: RecordedRun, place: CallPlace): RecordedStep | undefined {
  return run.steps.findLast((step) => step.ended?.isCompleted === true && isAt(step, place));
}

/** What a call gave; undefined when it did not, or when a worker without the plugin gave it, which does not say to what. */
export async function resultOf({ ended }: RecordedStep, converter: LoadedDataConverter): Promise<StepResult | undefined> {
  if (ended?.isCompleted !== true || ended.result === undefined) return undefined;
  const reply = (await decodePayload(converter, ended.result)) as StepReply;
  return isStepResult(reply) ? reply : undefined;
}
