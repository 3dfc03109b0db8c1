import { LeaseLost } from '../../shared/errors/lease-lost.js';
import type { Ledger } from './ledger.js';

/** Extensions a lease holds, so that one that comes late does not end it. */
const EXTENSIONS_PER_LEASE = 3;

export interface HeldLease {
  readonly key: string;
  readonly fence: number;
  readonly leaseMs: number;
  /** When to stop extending: an attempt that takes longer than it may must not shut others out. Without: never. */
  readonly longestMs: number | undefined;
  /** Called once, when another attempt has taken this one's place. */
  readonly onLost: (error: LeaseLost) => void;
}

/** Extends a lease by timer until the returned function is called. A ledger that is away for a while costs nothing but the lease. */
export function keepLease(ledger: Ledger, { key, fence, leaseMs, longestMs, onLost }: HeldLease): () => void {
  const begunAtMs = performance.now();
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
    clearInterval(timer);
  };
  const extend = (): void => {
    if (longestMs !== undefined && performance.now() - begunAtMs > longestMs) return stop();
    void ledger.extend(key, fence, leaseMs).catch((error: unknown) => {
      if (!LeaseLost.isInstance(error) || isStopped) return;
      stop();
      onLost(error);
    });
  };
  const timer = setInterval(extend, leaseMs / EXTENSIONS_PER_LEASE);
  return stop;
}
