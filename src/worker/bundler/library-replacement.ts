/** A module that certain libraries import and the sandbox cannot load, and what they get instead. */
export interface LibraryReplacement {
  /** The requests to replace. */
  readonly request: RegExp;
  /** Only when the importing file's folder matches. User code is never matched, so its mistakes stay visible. */
  readonly importedBy: RegExp;
  /** The absolute URL of the replacement. */
  readonly module: string;
}
