import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The documentation that the package `ai` ships: real English, so that compression is honest. */
const FOLDER = fileURLToPath(new URL('../docs', import.meta.resolve('ai')));

let corpus: string | undefined;

/** `length` bytes of English from a place that `index` chooses; the same for the same arguments. */
export function englishText(index: number, length: number): string {
  corpus ??= readCorpus();
  const start = (index * length) % (corpus.length - length);
  return corpus.slice(start, start + length);
}

function readCorpus(): string {
  const files = globSync('**/*.mdx', { cwd: FOLDER }).sort();
  const text = files.map((file) => readFileSync(join(FOLDER, file), 'utf8')).join('\n');
  // One byte a character, so that lengths are bytes.
  return text.replaceAll(/[^\n -~]/g, ' ');
}
