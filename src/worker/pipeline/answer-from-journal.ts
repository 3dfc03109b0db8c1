import type { Json } from '../../shared/contract/json.js';
import { summarizeError } from '../../shared/failures/summarize-error.js';
import type { Journal, JournalRecord } from '../journal/journal.js';
import type { Attempt } from './attempt.js';
import { ownerOf } from './owner-of.js';

/** A result is in the journal before the activity returns it; a later attempt, or one after an outage, looks there first. */
export async function answerFromJournal(
  journal: Journal | undefined,
  attempt: Attempt,
  next: (attempt: Attempt) => Promise<Json>,
): Promise<Json> {
  const recorded = isRepeated(attempt) ? await journal?.get(attempt.header.key) : undefined;
  if (recorded?.fingerprint === attempt.fingerprint) return replay(attempt, recorded);
  const value = await next(attempt);
  await journal?.put(toRecord(attempt, value)).catch((error: unknown) => reportUnrecorded(attempt, error));
  return value;
}

/** After an outage the step is scheduled anew, and Temporal counts its attempts from 1 again. */
export function isRepeated({ temporal, header }: Attempt): boolean {
  return temporal.info.attempt > 1 || header.outageWaits !== undefined;
}

/** The result still goes into history when the activity completes; failing here would pay for it again. */
function reportUnrecorded({ temporal, header }: Attempt, error: unknown): void {
  temporal.log.warn('The result was not journaled: a crash before its activity completes would pay for it again', {
    key: header.key,
    // The error itself may hold the connection string of the journal.
    error: summarizeError(error),
  });
}

function replay(attempt: Attempt, { value, usage }: JournalRecord): Json {
  attempt.replayedFrom = 'answer';
  attempt.usage.push(...usage);
  return value;
}

function toRecord(attempt: Attempt, value: Json): JournalRecord {
  const { header, fingerprint, usage } = attempt;
  return { v: 1, key: header.key, fingerprint, value, usage: [...usage], recordedAt: new Date().toISOString(), ...ownerOf(attempt) };
}
