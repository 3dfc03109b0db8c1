/** What the snippets of docs/payloads.md take for granted. */
import type { Connection } from '@temporalio/client';
import type { PayloadOptions } from 'onceward/worker';

export declare const store: NonNullable<PayloadOptions['store']>;
export declare const payloads: PayloadOptions & { readonly encryption: NonNullable<PayloadOptions['encryption']> };
export declare const secrets: { read(name: string): Promise<Uint8Array> };
export declare const connection: Connection;
export declare const isEmployee: (request: Request) => Promise<boolean>;
