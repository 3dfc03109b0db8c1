import { fail } from 'node:assert';
import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { StepResult } from '../../shared/contract/step-result.js';
import { readHistory } from '../history/read-history.js';
import type { RecordedActivity, RecordedHistory } from '../history/recorded-history.js';

/** The one step of a run of the contract, as history has it. */
export interface ContractStep {
  readonly history: RecordedHistory;
  readonly activity: RecordedActivity;
  readonly result: StepResult;
}

/** @throws AssertionError when the run has not exactly one completed step */
export async function readContractStep(handle: WorkflowHandle): Promise<ContractStep> {
  const history = await readHistory(handle);
  const [activity, ...others] = history.activities;
  const completed = history.raw.events?.find((event) => event.activityTaskCompletedEventAttributes)?.activityTaskCompletedEventAttributes;
  const [payload] = completed?.result?.payloads ?? [];
  if (activity === undefined || others.length > 0 || !payload)
    return fail('The workflow has to make one model call, and it has to be durable.');
  return { history, activity, result: defaultPayloadConverter.fromPayload<StepResult>(payload) };
}
