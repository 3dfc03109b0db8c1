import { WEAK_REF } from '../../shared/sandbox-globals.js';
import { WeaklyKeyedMap } from './weakly-keyed-map.js';

type PromiseReference = new (promise: Promise<unknown>) => { deref(): Promise<unknown> | undefined };

/** What Temporal's SDK has of each pending promise of a workflow, for the query that shows what it waits for. */
interface PromiseStackStore {
  promiseToStack: Map<Promise<unknown>, unknown>;
  childToParent: Map<Promise<unknown>, unknown>;
}

/**
 * Temporal's SDK holds each promise of workflow code until it settles. One that nobody can settle any more, such as what is left of a race, would stay in memory with
 * all that waits for it for as long as the workflow. From here on it goes when everything else has let go of it.
 */
export function letGoOfLostPromises(): void {
  const { [WEAK_REF]: Reference, __TEMPORAL_ACTIVATOR__: activator } = globalThis as unknown as {
    readonly [WEAK_REF]?: PromiseReference;
    readonly __TEMPORAL_ACTIVATOR__?: { readonly promiseStackStore?: PromiseStackStore };
  };
  const store = activator?.promiseStackStore;
  if (Reference === undefined || store === undefined) return;
  store.promiseToStack = weakly(store.promiseToStack, Reference);
  store.childToParent = weakly(store.childToParent, Reference);
}

function weakly<Value>(entries: Map<Promise<unknown>, Value>, Reference: PromiseReference): Map<Promise<unknown>, Value> {
  const map = new WeaklyKeyedMap<Promise<unknown>, Value>(Reference);
  for (const [promise, value] of entries) map.set(promise, value);
  // The SDK uses no other members of it.
  return map as unknown as Map<Promise<unknown>, Value>;
}
