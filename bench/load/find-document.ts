import type { z } from 'zod';
import { englishText } from './english-text.ts';
import type { toolInput } from './office-tools.ts';

const RESULT_BYTES = 8_000;

/** What every tool does: gives 8 KB of a document. */
export async function findDocument({ query, document }: z.infer<typeof toolInput>): Promise<{ query: string; text: string }> {
  return { query, text: englishText(document, RESULT_BYTES) };
}
