import { readFileSync } from 'node:fs';
import type { CorpusCase } from '../corpus-case.ts';

/**
 * What services were found to answer, in their documentation and in public threads, without looking at what is here: labelled and thrown before anybody
 * asked whether it is known.
 */
export const GATHERED_CASES = JSON.parse(readFileSync(new URL('gathered.json', import.meta.url), 'utf8')) as readonly CorpusCase[];
