import { defaultPayloadConverter, proxySinks, type Sinks, type WorkflowExecuteInput } from '@temporalio/workflow';
import { OBSERVE_HEADER_NAME, type Observed, type ObservedCommand } from '../shared/replay/observed-command.js';
import type { ResultMismatch } from '../shared/replay/result-mismatch.js';

interface ReplaySinks extends Sinks {
  oncewardReplay: { commands(commands: readonly ObservedCommand[]): void; mismatch(mismatch: ResultMismatch): void };
}

let observed: Observed | undefined;

/** Looks whether a replay asks to be told. Without its header, which no run of a server has, nobody is: a worker has no such sink. */
export function beginObservation(headers: WorkflowExecuteInput['headers']): Observed | undefined {
  const payload = headers[OBSERVE_HEADER_NAME];
  observed = payload && defaultPayloadConverter.fromPayload<Observed>(payload);
  return observed;
}

export function tellCommands(commands: readonly ObservedCommand[]): void {
  proxySinks<ReplaySinks>().oncewardReplay.commands(commands);
}

export function tellMismatch(mismatch: ResultMismatch): void {
  if (observed !== undefined) proxySinks<ReplaySinks>().oncewardReplay.mismatch(mismatch);
}
