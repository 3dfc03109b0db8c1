import { setTimeout } from 'node:timers/promises';
import type { ProviderJob } from '../../shared/context/provider-job.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import { classifyError } from '../../shared/failures/classify-error.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { durationMs } from '../../shared/options/duration.js';
import type { Journal } from '../journal/journal.js';
import type { Attempt } from '../pipeline/attempt.js';
import { errorToLog } from '../pipeline/error-to-log.js';
import { isRepeated } from '../pipeline/answer-from-journal.js';
import { knownJob, rememberJob } from './known-job.js';

const OPTION_NAMES = [
  'provider',
  'start',
  'fetch',
  'find',
  'cancel',
  'pollEvery',
] as const satisfies readonly (keyof ProviderJob<unknown>)[];
const DEFAULT_POLL = '2s';

const attempts = new WeakSet<Attempt>();

/** Runs a provider's job to its end: the one that an earlier attempt started, as long as the provider knows it, or a new one. */
export async function runProviderJob<Value>(attempt: Attempt, job: ProviderJob<Value>, services: JobServices): Promise<Value> {
  checkOptions('providerJob()', job, OPTION_NAMES);
  const pollMs = durationMs(job.pollEvery ?? DEFAULT_POLL, 'providerJob()', 'pollEvery');
  checkOnlyJob(attempt);
  const { provider } = job;
  const { journal } = services;
  const call = { attempt, job, ...services };
  const known = isRepeated(attempt) ? await knownJob(attempt, provider, journal) : undefined;
  let number = known === undefined ? 1 : known.number + (known.id === null ? 1 : 0);
  const earlier = known?.id ?? (isRepeated(attempt) ? await findJob(call, number) : undefined);
  let id = earlier ?? (await startJob(call, number));
  for (;;) {
    const state = await stoppable(call, id, () => (id === earlier ? fetchEarlier(job, id) : job.fetch(id)));
    if (state.status === 'done') return state.value;
    if (state.status === 'failed') {
      await rememberJob(attempt, { provider, id: null, number }, journal);
      throw state.error;
    }
    if (state.status === 'gone') {
      attempt.temporal.log.warn('The provider no longer knows a job that was under way, so another is started', { provider, job: id });
      number += 1;
      id = await startJob(call, number);
    } else {
      await stoppable(call, id, () => setTimeout(pollMs, undefined, { signal: attempt.signal }));
    }
  }
}

export interface JobServices {
  readonly journal: Journal | undefined;
  /** Runs code of the step that has to work although the step was told to stop. */
  readonly whileStopping: <Result>(fn: () => Result) => Result;
}

interface JobCall<Value> extends JobServices {
  readonly attempt: Attempt;
  readonly job: ProviderJob<Value>;
}

async function findJob<Value>({ attempt, job, journal }: JobCall<Value>, number: number): Promise<string | undefined> {
  const id = await job.find?.(keyOfJob(attempt, number));
  if (id !== undefined) await rememberJob(attempt, { provider: job.provider, id, number }, journal);
  return id;
}

async function startJob<Value>({ attempt, job, journal }: JobCall<Value>, number: number): Promise<string> {
  const id = await job.start(keyOfJob(attempt, number));
  await rememberJob(attempt, { provider: job.provider, id, number }, journal);
  return id;
}

/** A provider that honours keys would answer with the job that failed, were its key used again. */
function keyOfJob({ header: { key } }: Attempt, number: number): string {
  return number === 1 ? key : `${key}:${number}`;
}

/** A job of this attempt that is not found is an error like any other; an earlier one may have been cleared away by the provider. */
async function fetchEarlier<Value>({ fetch }: ProviderJob<Value>, id: string) {
  try {
    return await fetch(id);
  } catch (error) {
    if (classifyError(error, { kind: 'model' }).category !== 'not_found') throw error;
    return { status: 'gone' } as const;
  }
}

/** A run that is cancelled takes its job along. A worker that stops leaves it to the next attempt. */
async function stoppable<Value, Result>(
  { attempt, job, whileStopping }: JobCall<Value>,
  id: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const { temporal, signal } = attempt;
  try {
    return await work();
  } catch (error) {
    if (signal.aborted && temporal.cancellationDetails?.cancelRequested) {
      await whileStopping(async () => job.cancel?.(id)).catch((failure: unknown) => {
        const reason = errorToLog(attempt, failure);
        temporal.log.warn('A job could not be cancelled, and runs on', { provider: job.provider, job: id, error: reason });
      });
    }
    throw error;
  }
}

function checkOnlyJob(attempt: Attempt): void {
  if (attempts.has(attempt)) {
    const hint = 'Make a step of each job: the id of one job is kept for a step.';
    throw new InvalidDurable({ what: 'providerJob()', problem: 'was called a second time in one step', hint });
  }
  attempts.add(attempt);
}
