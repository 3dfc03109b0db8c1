import { readFile } from 'node:fs/promises';
import { loaderFile } from './loader-file.js';

/** A line of a library that the sandbox refuses, and what the bundle gets instead. */
export interface SourceFix {
  /** The library's files, by absolute path. User code is never matched. */
  readonly files: RegExp;
  /** What to replace, with the flag `g`. */
  readonly replace: RegExp;
  /** As `String.prototype.replaceAll` takes it: `$1` is the first group. */
  readonly by: string;
}

/** A webpack rule that hands libraries over with the fixes in them. Nothing on disk changes. */
export function sourceFixRule(fixes: readonly SourceFix[]): object {
  const fixesOf = (file: string): readonly SourceFix[] => fixes.filter(({ files }) => files.test(file));
  const sourceOf = async (file: string): Promise<string> =>
    fixesOf(file).reduce((source, { replace, by }) => source.replaceAll(replace, by), await readFile(file, 'utf8'));
  return {
    resource: (file: string) => fixesOf(file).length > 0,
    use: [{ loader: loaderFile(), options: { sourceOf } }],
  };
}
