/** A row that belongs to a run, without what it holds. */
export interface RunRow {
  readonly key: string;
  /** Missing in a row of an older release. */
  readonly workflowId?: string;
  readonly tenant?: string;
  /** ISO 8601. */
  readonly recordedAt: string;
}

/** Something that keeps rows of runs and can forget them, such as the journal: what `onceward store` cleans up and erases. */
export interface RunRecords {
  /** For messages. */
  readonly name: string;

  /** All rows. One that is written or forgotten meanwhile may be left out. */
  rows(): AsyncIterable<RunRow>;

  /** Deletes rows; a key that is not there is no error. When it resolves, their bytes are nowhere in the files either. */
  forget(keys: readonly string[]): Promise<void>;
}
