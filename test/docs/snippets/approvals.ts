import type { LanguageModel, Tool } from 'ai';
import type { ApprovalNotice } from 'onceward/workflow';

import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { Client } from '@temporalio/client';

export type { ApprovalNotice } from 'onceward/workflow';

/** What the snippets of docs/approvals.md take for granted. */
export declare const invoice: { id: string; supplier: string; amount: number; enteredBy: string };
export declare function tellOnSlack(notice: ApprovalNotice): Promise<void>;
export declare function pay(payment: { amount: number; currency: string } | undefined): Promise<void>;
export declare const tools: {
  readonly payBack: Tool<{ euros: number }, string> & { execute: (input: { euros: number }) => Promise<string> };
};
export declare const model: LanguageModel;
export declare const refund: Tool;
export declare const complaint: string;

export declare const client: Client;
export declare function sessionOf(request: Request): Promise<{ name: string; roles: string[] } | undefined>;
export declare const handle: (request: Request) => Promise<Response>;

export interface ExpressRequest extends Readable {
  readonly method: string;
  readonly originalUrl: string;
  readonly protocol: string;
  readonly headers: IncomingHttpHeaders;
  get(header: string): string | undefined;
}

/** What the snippets use of an application of Hono, and of Express. */
export declare const honoApp: {
  all(path: string, serve: (context: { readonly req: { readonly raw: Request } }) => Promise<Response>): void;
};
export declare const expressApp: { all(path: string, serve: (request: ExpressRequest, response: ServerResponse) => Promise<void>): void };
