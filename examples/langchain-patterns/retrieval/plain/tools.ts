import { readFile } from 'node:fs/promises';
import { Document } from '@langchain/core/documents';
import { BaseRetriever } from '@langchain/core/retrievers';

/** The lines of a file that share the most words with a question. */
class LineRetriever extends BaseRetriever {
  override lc_namespace = ['house'];

  override async _getRelevantDocuments(question: string): Promise<Document[]> {
    const lines = (await readFile(new URL('rules.txt', import.meta.url), 'utf8')).trim().split('\n');
    const words = question.toLowerCase().match(/[a-z]{4,}/g) ?? [];
    const shared = (line: string): number => words.filter((word) => line.toLowerCase().includes(word)).length;
    const nearest = lines.toSorted((one, other) => shared(other) - shared(one)).slice(0, 2);
    return nearest.map((pageContent) => new Document({ pageContent }));
  }
}

export const houseRules = new LineRetriever();
