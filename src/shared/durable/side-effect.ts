import type { Json } from '../contract/json.js';

/**
 * What a step changes outside. `none`: it reads. `idempotent`: it may be repeated, since a second time changes nothing more. `once`: it runs
 * under the ledger, and is never repeated unless it is certain, or decided, that the earlier attempt did nothing. Unstated, a step is repeated
 * after a failure, like any activity, and `onceward doctor` lists it.
 */
export type SideEffect = 'none' | 'idempotent' | 'once';

export const SIDE_EFFECTS = ['none', 'idempotent', 'once'] as const satisfies readonly SideEffect[];

/** What `verify` found out about a write. The value of one that happened is what the step would have returned. */
export type OutcomeCheck = { readonly happened: true; readonly value: unknown } | { readonly happened: false } | { readonly unknown: true };

/** Finds out whether a write happened. */
export interface OutcomeVerifier {
  /**
   * @param key the idempotency key that the write was made with
   * @param input the first argument of the step
   */
  verify(key: string, input: unknown): Promise<OutcomeCheck>;
}

/** What happens with a write that may or may not have happened. */
export type UnknownOutcomePolicy = 'ask' | 'retry' | OutcomeVerifier;

/** Whether `value` is an object with a function `verify`. */
export function isOutcomeVerifier(value: unknown): value is OutcomeVerifier {
  return typeof value === 'object' && value !== null && 'verify' in value && typeof value.verify === 'function';
}

/** The value that `verify` gave, as JSON: the activity's result goes through it anyway. */
export function toOutcomeValue(value: unknown): Json {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? null : (JSON.parse(text) as Json);
}
