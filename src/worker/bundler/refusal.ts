/** Modules that a framework's users might import into workflow code, where they cannot work, and what to do instead. */
export interface Refusal {
  /** Their files, by absolute path. */
  readonly files: RegExp;
  /** Files that import them and do not need them there. */
  readonly unlessBy?: RegExp;
  /** What they are, such as "a client of a database". */
  readonly what: string;
  /** The durable way, as a sentence. */
  readonly instead: string;
}

export function refusalFor(file: string | undefined, refusals: readonly Refusal[]): Refusal | undefined {
  return file === undefined ? undefined : refusals.find(({ files }) => files.test(file));
}
