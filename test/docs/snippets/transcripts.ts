/** What the snippets of docs/transcripts.md take for granted. */
import type { Connection } from '@temporalio/client';
import type { BlobStore } from 'onceward';

export { Client } from '@temporalio/client';
export declare const connection: Connection;
export declare const store: BlobStore;
