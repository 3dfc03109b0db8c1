/** What the snippets of docs/retrieval.md take for granted. */
import type { Document } from '@langchain/core/documents';
import type { BaseRetriever } from '@langchain/core/retrievers';
import type { OpenAIEmbeddings } from '@langchain/openai';
import type { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import type { BlobStore, Durable } from 'onceward';
import type { SqliteVectorStore } from 'onceward/langchain/sqlite-vec';

export type { RecordManagerInterface } from '@langchain/core/indexing';
export type { VectorStore } from '@langchain/core/vectorstores';
export type { Document } from '@langchain/core/documents';
export { OncewardPlugin } from 'onceward/worker';
export { langchain } from 'onceward/langchain/worker';
export declare const HandbookRetriever: new () => BaseRetriever;
export declare const tools: Readonly<Record<string, object>>;
export declare const store: BlobStore;
export { putDocuments } from 'onceward/langchain/worker';
export declare const durable: Durable;
export declare const embeddings: OpenAIEmbeddings;
export declare const splitter: RecursiveCharacterTextSplitter;
export declare const handbook: SqliteVectorStore;
export declare function readMarkdown(folder: string): Promise<Document[]>;
