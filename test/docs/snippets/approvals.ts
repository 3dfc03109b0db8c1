import type { LanguageModel, Tool } from 'ai';
import type { ApprovalNotice } from 'onceward/workflow';

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
