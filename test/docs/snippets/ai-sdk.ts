/** What the snippets of docs/ai-sdk.md take for granted. */
import type { EmbeddingModel } from 'ai';
import type { Artifact, Durable } from 'onceward';

export declare const durable: Durable;
export declare const embedder: EmbeddingModel;
export declare const index: { add(vector: Float32Array): Promise<void> };
export declare function chunksOf(document: Artifact): Promise<string[]>;
