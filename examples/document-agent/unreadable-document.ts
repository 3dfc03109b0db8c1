import type { Verdict } from 'onceward';

const FINAL = new Set(['NotAPdf', 'EncryptedPdf', 'PageOutOfRange']);

/** No second attempt makes a broken or encrypted PDF readable. */
export function unreadableDocument(error: unknown): Verdict | undefined {
  return error instanceof Error && FINAL.has(error.name) ? { category: 'unprocessable', retryable: false } : undefined;
}
