/** What the snippets of docs/retrieval.md take for granted. */
import type { Document } from '@langchain/core/documents';
import type { OpenAIEmbeddings } from '@langchain/openai';
import type { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import type { Durable } from 'onceward';
import type { SqliteVectorStore } from 'onceward/langchain/sqlite-vec';

export type { RecordManagerInterface } from '@langchain/core/indexing';
export type { VectorStore } from '@langchain/core/vectorstores';
export { putDocuments } from 'onceward/langchain/worker';
export declare const durable: Durable;
export declare const embeddings: OpenAIEmbeddings;
export declare const splitter: RecursiveCharacterTextSplitter;
export declare const handbook: SqliteVectorStore;
export declare function readMarkdown(folder: string): Promise<Document[]>;
