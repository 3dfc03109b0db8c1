import type { AttemptRecord } from '../../shared/contract/attempt-record.js';
import type { Json } from '../../shared/contract/json.js';
import type { ProviderJobRecord } from '../../shared/contract/provider-job-record.js';
import { fingerprint } from '../../shared/keys/fingerprint.js';
import { summarizeError } from '../../shared/failures/summarize-error.js';
import type { Journal } from '../journal/journal.js';
import type { Attempt } from '../pipeline/attempt.js';
import { ownerOf } from '../pipeline/owner-of.js';
import { beat } from '../pipeline/heartbeat-slot.js';

/** A job as this worker knows it. */
export interface KnownJob {
  readonly provider: string;
  /** Null when it is over, and another has to be started. */
  readonly id: string | null;
  /** Which job of the step it is, from 1. */
  readonly number: number;
}

/** The last job that an earlier attempt of this call started with the provider. */
export async function knownJob(attempt: Attempt, provider: string, journal: Journal | undefined): Promise<KnownJob | undefined> {
  const row = await journal?.get(keyOf(attempt));
  const record = row?.value as ProviderJobRecord | undefined;
  if (record?.provider === provider && record.of === attempt.fingerprint) return record;
  // The journal may have failed when the id came; heartbeats go to the server.
  const { providerJob } = (attempt.temporal.info.heartbeatDetails ?? {}) as Partial<AttemptRecord>;
  return providerJob?.provider === provider ? { ...providerJob, number: 1 } : undefined;
}

/** Remembers a job at once, in both places. */
export async function rememberJob(attempt: Attempt, { provider, id, number }: KnownJob, journal: Journal | undefined): Promise<void> {
  attempt.providerJob = id === null ? undefined : { provider, id };
  beat(attempt);
  const record: ProviderJobRecord = { v: 1, provider, id, number, of: attempt.fingerprint };
  const value: Json = { ...record };
  // A fingerprint of its own for each: under one fingerprint a journal keeps the first record.
  const own = fingerprint('provider-job', [attempt.fingerprint, id]);
  const row = {
    v: 1,
    key: keyOf(attempt),
    fingerprint: own,
    value,
    usage: [],
    recordedAt: new Date().toISOString(),
    ...ownerOf(attempt),
  } as const;
  await journal?.put(row).catch((error: unknown) => {
    // The job runs and is paid for: failing here would start another.
    attempt.temporal.log.warn('The id of a job was not journaled: it stands in the heartbeats of this attempt only', {
      key: attempt.header.key,
      error: summarizeError(error),
    });
  });
}

function keyOf({ header }: Attempt): string {
  return `${header.key}:job`;
}
