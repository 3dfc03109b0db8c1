import type { Artifact } from 'onceward';
import { summarize } from './tools.ts';

/** The reference passes through history, the 50 MB do not. */
export async function readDocument(document: Artifact<'application/pdf'>) {
  return summarize(document);
}
