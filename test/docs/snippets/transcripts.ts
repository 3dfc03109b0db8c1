/** What the snippets of docs/transcripts.md take for granted. */
import type { Connection } from '@temporalio/client';
import type { LanguageModel } from 'ai';
import type { BlobStore } from 'onceward';
import type { PayloadOptions } from 'onceward/worker';

export { Client } from '@temporalio/client';
export declare const connection: Connection;
export declare const store: BlobStore;
export declare const payloads: PayloadOptions;
export declare const openai: (modelId: string) => Exclude<LanguageModel, string>;
