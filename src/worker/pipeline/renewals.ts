import type { DurableOptions } from '../../shared/durable/durable-options.js';

/** A retry may go to another worker, and then nobody asks for its mark again. */
const MARK_KEPT_MS = 60 * 60_000;
/** A hook that hangs would hold up every step that waits for it, and nobody else would call it. */
const LONGEST_RENEWAL_MS = 60_000;

/** How often, and for whom, this process has renewed the credentials of one hook. */
export interface Renewals {
  /** Renews, unless that was done since the given time; those who come meanwhile wait for the same renewal. */
  since(startedAtMs: number, renew: () => Promise<void>): Promise<void>;
  /** The step's next attempt is its second one with renewed credentials. */
  markRenewedFor(key: string): void;
  /** Whether the mark was there; it is taken away. */
  wasRenewedFor(key: string): boolean;
}

type Hook = NonNullable<DurableOptions['refreshAuth']>;

/** Credentials are a process's own, and so is this. Things that share a hook share what it renews. */
const all = new WeakMap<Hook, Map<string | undefined, Renewals>>();

/** Those of a hook for one tenant, who has credentials of their own. */
export function renewalsOf(hook: Hook, tenant: string | undefined): Renewals {
  const ofTenants = all.get(hook) ?? new Map<string | undefined, Renewals>();
  const renewals = ofTenants.get(tenant) ?? createRenewals();
  all.set(hook, ofTenants.set(tenant, renewals));
  return renewals;
}

function createRenewals(): Renewals {
  const marks = new Map<string, number>();
  let running: Promise<void> | undefined;
  let endedAtMs = -Infinity;

  const start = async (renew: () => Promise<void>): Promise<void> => {
    const { promise: tooLong, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(renewalTimeout()), LONGEST_RENEWAL_MS);
    try {
      await Promise.race([renew(), tooLong]);
      endedAtMs = performance.now();
    } finally {
      clearTimeout(timer);
      running = undefined;
    }
  };

  return {
    async since(startedAtMs, renew) {
      if (running === undefined && startedAtMs < endedAtMs) return;
      await (running ??= start(renew));
    },
    markRenewedFor(key) {
      const nowMs = performance.now();
      for (const [old, atMs] of marks) {
        if (nowMs - atMs <= MARK_KEPT_MS) break;
        marks.delete(old);
      }
      marks.set(key, nowMs);
    },
    wasRenewedFor: (key) => marks.delete(key),
  };
}

function renewalTimeout(): Error {
  return new DOMException(`Credentials were not renewed within ${LONGEST_RENEWAL_MS / 1000} s`, 'TimeoutError');
}
