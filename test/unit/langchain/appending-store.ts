import { Document, type DocumentInterface } from '@langchain/core/documents';
import { RecordManager, type ListKeyOptions, type UpdateOptions } from '@langchain/core/indexing';
import { cosineSimilarity } from '@langchain/core/utils/math';
import { VectorStore } from '@langchain/core/vectorstores';

interface Row {
  readonly vector: number[];
  readonly document: Document;
}

/** A vector store in memory that can only grow: what is added under an id twice is there twice. */
export class GrowingStore extends VectorStore {
  protected rows: Row[] = [];

  override _vectorstoreType(): string {
    return 'appending';
  }

  override async addDocuments(documents: DocumentInterface[], options?: { ids?: string[] }): Promise<void> {
    await this.addVectors(await this.embeddings.embedDocuments(documents.map(({ pageContent }) => pageContent)), documents, options);
  }

  override async addVectors(vectors: number[][], documents: DocumentInterface[], { ids = [] }: { ids?: string[] } = {}): Promise<void> {
    for (const [index, { pageContent, metadata }] of documents.entries()) {
      const id = ids[index];
      this.rows.push({ vector: vectors[index] ?? [], document: new Document({ pageContent, metadata, ...(id !== undefined && { id }) }) });
    }
  }

  override async similaritySearchVectorWithScore(query: number[], k: number): Promise<[Document, number][]> {
    const scored = this.rows.map(({ vector, document }): [Document, number] => [
      document,
      cosineSimilarity([query], [vector])[0]?.[0] ?? 0,
    ]);
    return scored.toSorted(([, one], [, other]) => other - one).slice(0, k);
  }
}

/** One that can delete, as most can. */
export class AppendingStore extends GrowingStore {
  override async delete({ ids }: { ids: string[] }): Promise<void> {
    this.rows = this.rows.filter(({ document: { id = '' } }) => !ids.includes(id));
  }
}

interface Seen {
  readonly group: string | null;
  readonly at: number;
}

/** A record manager as strict as LangChain's for Postgres, which takes no limit together with groups. */
export class StrictRecords extends RecordManager {
  readonly #seen = new Map<string, Seen>();

  override async createSchema(): Promise<void> {}

  override async getTime(): Promise<number> {
    return Date.now() / 1_000;
  }

  override async update(keys: string[], { groupIds = keys.map(() => null), timeAtLeast = 0 }: UpdateOptions = {}): Promise<void> {
    const at = await this.getTime();
    if (at < timeAtLeast || groupIds.length !== keys.length) throw new Error('Refused.');
    for (const [index, key] of keys.entries()) this.#seen.set(key, { group: groupIds[index] ?? null, at });
  }

  override async exists(keys: string[]): Promise<boolean[]> {
    return keys.map((key) => this.#seen.has(key));
  }

  override async listKeys({ before = Infinity, after = -Infinity, groupIds, limit }: ListKeyOptions = {}): Promise<string[]> {
    if (limit !== undefined && groupIds !== undefined) throw new Error('syntax error at or near "AND"');
    const isMeant = ({ group, at }: Seen): boolean => at < before && at > after && (groupIds?.includes(group) ?? true);
    return [...this.#seen].flatMap(([key, seen]) => (isMeant(seen) ? [key] : [])).slice(0, limit);
  }

  override async deleteKeys(keys: string[]): Promise<void> {
    for (const key of keys) this.#seen.delete(key);
  }
}
