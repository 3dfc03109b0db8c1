import { StepFailed } from '../errors/step-failed.js';
import { ToolCallDenied } from '../errors/tool-call-denied.js';

/** What a tool can fail with that its model is told. */
export type ToolFailure = StepFailed | ToolCallDenied;

export function isToolFailure(error: unknown): error is ToolFailure {
  return StepFailed.isInstance(error) || ToolCallDenied.isInstance(error);
}
