import type { Duration } from '../options/duration.js';

/** How far a job of a provider has come. `failed`: for good, so a further attempt starts a new one. */
export type ProviderJobState<Value> =
  | { readonly status: 'pending' }
  | { readonly status: 'done'; readonly value: Value }
  | { readonly status: 'failed'; readonly error: unknown };

/** A job that a provider runs by itself and whose result can be fetched again: a background response, a batch, a transcription. */
export interface ProviderJob<Value> {
  /** Stands in records and logs: the name under which you know the provider. */
  readonly provider: string;
  /** Starts the job and gives its id. Send `key` as `Idempotency-Key`, or as metadata that `find` can look for. */
  readonly start: (key: string) => Promise<string>;
  /** Looks at the job. An error with status 404 or 410 means that the provider does not know it any more. */
  readonly fetch: (id: string) => Promise<ProviderJobState<Value>>;
  /** Looks for a job that was started with `key`, for a crash between its start and the record of its id. @default that job may be paid twice */
  readonly find?: (key: string) => Promise<string | undefined>;
  /** Stops the job when the run is cancelled. @default it runs on */
  readonly cancel?: (id: string) => Promise<unknown>;
  /** How long to wait between two looks. @default '2s' */
  readonly pollEvery?: Duration;
}
