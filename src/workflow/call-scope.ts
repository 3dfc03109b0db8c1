import { CancellationScope } from '@temporalio/workflow';
import { rootScope } from './root-scope.js';
import { createRunOutside } from './sandbox-async-local-storage.js';

type Cancel = () => void;

/** A scope for one call. */
export interface CallScope {
  readonly run: <Result>(fn: () => Promise<Result>) => Promise<Result>;
  readonly cancel: Cancel;
  /** When the call has ended: nothing cancels the scope any more. */
  readonly close: () => void;
}

const runOutside = createRunOutside();

/** What is cancelled with each scope. */
const openIn = new WeakMap<CancellationScope, Set<Cancel>>();

/**
 * Opens a scope that is cancelled with the current one. Temporal's SDK has a scope hold each one that was ever opened in it, with what waited for it and
 * the context that it was opened in, for as long as itself; this one is let go of when it is closed.
 */
export function openCallScope(): CallScope {
  const parent = CancellationScope.current();
  const scope = scopeWithin(parent);
  const cancel = (): void => scope.cancel();
  if (parent.consideredCancelled) cancel();
  const open = openScopesOf(parent);
  open.add(cancel);
  return { run: (fn) => scope.run(fn), cancel, close: () => void open.delete(cancel) };
}

/** Made with the class of the root scope, which links it to none. */
function scopeWithin(parent: CancellationScope): CancellationScope {
  const { constructor: Unlinked } = rootScope() as unknown as { readonly constructor: new () => CancellationScope };
  return Object.assign(new Unlinked(), { parent });
}

function openScopesOf(parent: CancellationScope): Set<Cancel> {
  const known = openIn.get(parent);
  if (known !== undefined) return known;
  const open = new Set<Cancel>();
  openIn.set(parent, open);
  void runOutside(() =>
    parent.cancelRequested.catch(() => {
      if (parent.consideredCancelled) for (const cancel of open) cancel();
    }),
  );
  return open;
}
