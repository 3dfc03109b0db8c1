import { fileURLToPath } from 'node:url';

/** A place in the user's source. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const FRAME = /(?:\(|at (?:async )?)((?:\/|[A-Za-z]:[\\/])[^()]*):(\d+):(\d+)\)?$/;
const OF_A_PACKAGE = /[\\/]node_modules[\\/]/;
/** The package's own files, which are in `node_modules` everywhere but in its repository. */
const OWN = ['src', 'adapters', 'dist'].map((folder) => fileURLToPath(new URL(`../${folder}/`, import.meta.url)));

/** The first place of a stack that is in a file of the user's. */
export function placeOf({ stack = '' }: { readonly stack?: string } = {}): Place | undefined {
  for (const frame of stack.split('\n')) {
    const [, file = '', line, column] = FRAME.exec(frame.trim()) ?? [];
    if (file === '' || OF_A_PACKAGE.test(file) || OWN.some((folder) => file.startsWith(folder)) || /workflow-bundle-\w+\.js$/.test(file))
      continue;
    return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}
