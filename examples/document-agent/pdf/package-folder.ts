import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);

/** The folder of an installed package: its fonts, language data and decoders are read from there, so that the machine needs none of its own. */
export function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}
