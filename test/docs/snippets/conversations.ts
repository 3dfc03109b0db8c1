import type { Client } from '@temporalio/client';

/** What the snippets of docs/conversations.md take for granted. */
export declare const client: Client;
export declare const incoming: { readonly id: string };
