import type { ApprovalNotice } from 'onceward/workflow';

export type { ApprovalNotice } from 'onceward/workflow';

/** What the snippets of docs/approvals.md take for granted. */
export declare const invoice: { id: string; supplier: string; amount: number; enteredBy: string };
export declare function tellOnSlack(notice: ApprovalNotice): Promise<void>;
export declare function pay(payment: { amount: number; currency: string } | undefined): Promise<void>;
