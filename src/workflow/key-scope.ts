import { workflowInfo } from '@temporalio/workflow';
import { sha256 } from '../shared/encoding/sha256.js';
import { runScope } from '../shared/keys/idempotency-key.js';
import { createAsyncLocalStorage, type AsyncLocalStorage } from './sandbox-async-local-storage.js';

const NAME_HEX_CHARACTERS = 16;

/** Counts the steps of one stretch of a run by name, so that each gets the same number on every replay. */
export class KeyScope {
  readonly name: string;
  /** What a person calls it, such as `page 12/20`. */
  readonly label: string | undefined;
  readonly #ordinals = new Map<string, number>();
  readonly #named = new Map<string, KeyScope>();

  constructor(name: string, label?: string) {
    this.name = name;
    this.label = label;
  }

  /** Whether nothing was counted here yet. */
  get isUnused(): boolean {
    return this.#ordinals.size === 0;
  }

  /** The number of the next step of this name. */
  nextOrdinal(step: string): number {
    const ordinal = this.#ordinals.get(step) ?? 0;
    this.#ordinals.set(step, ordinal + 1);
    return ordinal;
  }

  /** The scope of the calls that a call site named, always the same one. As a hash: it goes into a header, and a name may be long. */
  named(key: string, label = this.label ?? key): KeyScope {
    const known = this.#named.get(key) ?? this.child(`call:${sha256(key).slice(0, NAME_HEX_CHARACTERS)}`, label);
    this.#named.set(key, known);
    return known;
  }

  /** A scope of its own inside this one, in which counting starts again. */
  child(name: string, label?: string): KeyScope {
    return new KeyScope(`${this.name}/${name}`, label);
  }
}

/** Made when it is first needed: plain code, which has none, loads this module with what it shares with workflows. */
let scopes: AsyncLocalStorage<KeyScope> | undefined;
let root: KeyScope | undefined;

/** The scope that the running code counts in: the item's within `gather`, else the run's. */
export function currentKeyScope(): KeyScope {
  return scopes?.getStore() ?? (root ??= runKeyScope());
}

/** The name of the scope of the whole run. */
export function runScopeName(): string {
  return (root ??= runKeyScope()).name;
}

/** @internal Set once, from the header of the start, before the workflow function runs: the scope that a parent gave this child. */
export function setInheritedScope(name: string): void {
  root = new KeyScope(name);
}

/** Runs `fn` with a scope of its own, in which completion order elsewhere cannot shift its ordinals. */
export function withKeyScope<Result>(scope: KeyScope, fn: () => Result): Result {
  scopes ??= createAsyncLocalStorage<KeyScope>();
  return scopes.run(scope, fn);
}

function runKeyScope(): KeyScope {
  const { workflowId, originalExecutionRunId } = workflowInfo();
  return new KeyScope(runScope(workflowId, originalExecutionRunId));
}
