import type { Hash } from './json.js';

/** What the journal keeps of a provider's job, under the step's key and `:job`, from the moment its id is known. */
export interface ProviderJobRecord {
  readonly v: 1;
  readonly provider: string;
  /** Null when the job failed or is gone, and the next attempt has to start another. */
  readonly id: string | null;
  /** 1 for the first job of the step; each further one is started under a key of its own. */
  readonly number: number;
  /** The fingerprint of the call it was started for. */
  readonly of: Hash;
}
