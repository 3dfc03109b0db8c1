import { workflowInfo } from '@temporalio/workflow';
import { runScope } from '../shared/keys/idempotency-key.js';
import { createAsyncLocalStorage } from './sandbox-async-local-storage.js';

/** Counts the steps of one stretch of a run by name, so that each gets the same number on every replay. */
export class KeyScope {
  readonly name: string;
  /** What a person calls it, such as `page 12/20`. */
  readonly label: string | undefined;
  readonly #ordinals = new Map<string, number>();

  constructor(name: string, label?: string) {
    this.name = name;
    this.label = label;
  }

  /** The number of the next step of this name. */
  nextOrdinal(step: string): number {
    const ordinal = this.#ordinals.get(step) ?? 0;
    this.#ordinals.set(step, ordinal + 1);
    return ordinal;
  }

  /** A scope of its own inside this one, in which counting starts again. */
  child(name: string, label?: string): KeyScope {
    return new KeyScope(`${this.name}/${name}`, label);
  }
}

const scopes = createAsyncLocalStorage<KeyScope>();
let root: KeyScope | undefined;

/** The scope that the running code counts in: the item's within `gather`, else the run's. */
export function currentKeyScope(): KeyScope {
  return scopes.getStore() ?? (root ??= runKeyScope());
}

/** Runs `fn` with a scope of its own, in which completion order elsewhere cannot shift its ordinals. */
export function withKeyScope<Result>(scope: KeyScope, fn: () => Result): Result {
  return scopes.run(scope, fn);
}

function runKeyScope(): KeyScope {
  const { workflowId, originalExecutionRunId } = workflowInfo();
  return new KeyScope(runScope(workflowId, originalExecutionRunId));
}
