import { readFile } from 'node:fs/promises';

/** The rules of the house, one a line. */
export async function readRules(): Promise<string[]> {
  const text = await readFile(new URL('rules.txt', import.meta.url), 'utf8');
  return text.trim().split('\n');
}
