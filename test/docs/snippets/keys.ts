/** What the snippets of docs/keys.md take for granted. */
import type OpenAI from 'openai';

export declare const openai: OpenAI;
export declare const pages: readonly string[];
export declare const ocr: (page: string) => Promise<string>;
export declare const index: (text: string) => Promise<void>;
export declare const chargeInvoice: (input: { customer: string; invoice: string }) => Promise<{ id: string }>;
export declare const payInvoice: (input: { customer: string; invoice: string }) => Promise<{ id: string }>;
