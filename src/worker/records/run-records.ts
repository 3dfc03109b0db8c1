import type { Json } from '../../shared/contract/json.js';

/** Whose row it is. */
export interface RowOwner {
  /** Missing in a row of an older release. */
  readonly workflowId?: string;
  readonly tenant?: string;
}

/** A row that belongs to a run. */
export interface RunRow extends RowOwner {
  readonly key: string;
  /** ISO 8601. */
  readonly recordedAt: string;
  /** What it holds, which may refer to objects of the store; missing when nothing was recorded yet. */
  readonly value?: Json;
}

/** Something that keeps rows of runs and can forget them, such as the journal: what `onceward store` looks through and erases. */
export interface RunRecords {
  /** For messages. */
  readonly name: string;

  /** All rows. One that is written or forgotten meanwhile may be left out. */
  rows(): AsyncIterable<RunRow>;

  /**
   * Deletes rows; a key that is not there is no error. When it resolves, they can be read no more, and a store that keeps files of its own has
   * overwritten their bytes.
   */
  forget(keys: readonly string[]): Promise<void>;
}
