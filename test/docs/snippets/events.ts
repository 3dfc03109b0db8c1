import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { Client } from '@temporalio/client';
import type { JobState } from 'onceward/workflow';

/** What the snippets of docs/events.md take for granted. */
export declare const batchId: string;
export declare function batchState(id: string): Promise<JobState<string[]>>;
export declare const client: Client;
export declare const payments: { checkout(order: { order: string; callback: string }): Promise<string> };
export declare const handle: (request: Request) => Promise<Response>;

interface ExpressRequest extends Readable {
  readonly method: string;
  readonly originalUrl: string;
  readonly protocol: string;
  readonly headers: IncomingHttpHeaders;
  get(header: string): string | undefined;
}
type ServeExpress = (request: ExpressRequest, response: ServerResponse) => Promise<void>;

/** What the snippets use of an application of Hono, and of Express. */
export declare const honoApp: {
  post(path: string, serve: (context: { readonly req: { readonly raw: Request } }) => Promise<Response>): void;
};
export declare const expressApp: { post(path: string, serve: ServeExpress): void };
export declare function bridge(handle: (request: Request) => Promise<Response>): ServeExpress;
