/** What the snippets of docs/forks.md take for granted. */
import type { Client } from '@temporalio/client';

export { runsClient } from 'onceward/client';
export declare const client: Client;
