/** What the snippets of docs/migrate-from-temporal-ai-sdk.md take for granted. */
import type { Client } from '@temporalio/client';
import type { WorkerPlugin } from '@temporalio/worker';

export declare const client: Client;
export declare const plugins: WorkerPlugin[];
export declare const activities: object;
