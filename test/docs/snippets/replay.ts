/** What the snippets of docs/replay.md take for granted. */
import type { Client } from '@temporalio/client';

export { expectReplays } from 'onceward/testing';
export { replayHistories } from 'onceward/worker';

export declare const address: string;
export declare const client: Client;
