/** What the snippets of docs/testing.md take for granted. */
import type { Client, WorkflowHandle, WorkflowStartOptions } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { BlobStore } from 'onceward';
import type { Adapter } from 'onceward/worker';
import type { DevServer, RecordedHistory, ScriptedProvider, WorkerProcess } from 'onceward/testing';

export { randomUUID } from 'node:crypto';
export { fileURLToPath } from 'node:url';
export { expectNoSecret, expectReplays } from 'onceward/testing';

export declare const server: DevServer;
export declare const connection: NativeConnection;
export declare const client: Client;
export declare const provider: ScriptedProvider;
export declare const worker: WorkerProcess;
export declare const handle: WorkflowHandle;
export declare const history: RecordedHistory;
export declare const publish: () => Promise<string>;
export declare const readPages: () => Promise<void>;
export declare const options: WorkflowStartOptions<typeof readPages>;
export declare const database: { prepare(query: string): { all(): readonly unknown[] } };
export declare const myFramework: () => Adapter;
export declare const myStore: (options: { readonly table: string }) => BlobStore;
export declare const dropTable: () => Promise<void>;
