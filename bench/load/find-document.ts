import type { z } from 'zod';
import { englishText } from './english-text.ts';
import type { toolInput } from './office-tools.ts';

/** In the environment of a worker's process, for results of another size. */
const RESULT_BYTES = Number(process.env['BENCH_RESULT_BYTES'] ?? 8_000);

/** What every tool does: gives 8 KB of a document, unless told otherwise. */
export async function findDocument({ query, document }: z.infer<typeof toolInput>): Promise<{ query: string; text: string }> {
  return { query, text: englishText(document, RESULT_BYTES) };
}
