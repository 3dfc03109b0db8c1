import { StepFailed } from '../../shared/errors/step-failed.js';
import type { KeyScope } from '../key-scope.js';

/** What a step of a saga does, and how it is taken back. */
export interface SagaActions<Value> {
  /** One effect: a single durable call, if it can be. */
  readonly do: () => Promise<Value>;
  /** Takes it back, with what `do` gave. */
  readonly undo: (value: Value) => Promise<unknown>;
  /** Takes it back when nobody knows whether it happened: has to do nothing when it did not. @default such a step is reported */
  readonly undoUnknown?: () => Promise<unknown>;
}

/** A step of a saga and how far it came. */
export interface SagaEntry {
  readonly name: string;
  state: 'running' | 'done' | 'failed' | 'unknown';
  /** What there is to do about it; missing when nobody knows what happened and no `undoUnknown` was given. */
  takeBack: (() => Promise<unknown>) | undefined;
  reason: string;
  settled: Promise<void>;
}

/** Runs the step and writes down how it ended, for the time when it has to be taken back. */
export function enter<Value>(
  entries: SagaEntry[],
  name: string,
  run: { actions: SagaActions<Value>; scope: KeyScope; promise: Promise<Value> },
): void {
  const { actions, scope, promise } = run;
  const entry: SagaEntry = { name, state: 'running', takeBack: undefined, reason: '', settled: Promise.resolve() };
  const settle = async (): Promise<void> => {
    try {
      const value = await promise;
      entry.state = 'done';
      entry.takeBack = () => actions.undo(value);
    } catch (error) {
      entry.state = surelyDidNothing(error, scope) ? 'failed' : 'unknown';
      entry.takeBack = actions.undoUnknown;
      entry.reason = firstLine(error);
    }
  };
  entry.settled = settle();
  entries.push(entry);
}

const harmless = new WeakSet<object>();

/** Says of an error that the step it ends did nothing, whatever the error looks like. */
export function markHarmless(error: unknown): unknown {
  if (error instanceof Object) harmless.add(error);
  return error;
}

/** No call was made, or the one that failed says that it had no effect. */
function surelyDidNothing(error: unknown, scope: KeyScope): boolean {
  const isHarmless = error instanceof Object && harmless.has(error);
  return isHarmless || scope.isUnused || (StepFailed.isInstance(error) && !error.outcomeUnknown);
}

/** What happened; what follows the first line is for a programmer. */
export function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line;
}
