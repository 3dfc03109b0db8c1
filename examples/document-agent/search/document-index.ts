import { join } from 'node:path';
import { readSettings } from '../read-settings.ts';
import { embedTexts } from './embed-texts.ts';
import { toPassagesText } from './passages.ts';
import { splitText } from './split-text.ts';
import { openVectorStore, type VectorStore } from './vector-store.ts';

const CHUNKS_PER_QUERY = 5;

/** Splits pages, embeds what comes of it and adds it to the index of this name. Pages that are there already are replaced. */
export async function addPages(index: string, pages: readonly { readonly page: number; readonly text: string }[]): Promise<void> {
  const chunks = pages.flatMap(({ page, text }) => splitText(text, { page }));
  const vectors = await embedTexts(chunks.map(({ text }) => text));
  withIndex(index, (store) => {
    for (const [position, vector] of vectors.entries()) store.add({ ...(chunks[position] as (typeof chunks)[number]), vector });
  });
}

/** The nearest chunks of each query as the text that a prompt quotes. */
export async function searchPages({ index, queries }: { readonly index: string; readonly queries: readonly string[] }): Promise<string> {
  const vectors = await embedTexts(queries);
  return withIndex(index, (store) => toPassagesText(vectors.flatMap((vector) => store.search(vector, CHUNKS_PER_QUERY))));
}

function withIndex<Result>(index: string, use: (store: VectorStore) => Result): Result {
  const store = openVectorStore(join(readSettings().dataFolder, 'vectors', `${index}.sqlite`));
  try {
    return use(store);
  } finally {
    store.close();
  }
}
