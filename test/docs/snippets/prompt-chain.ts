/** What the snippets of docs/prompt-chain.md take for granted. */
export type { Json } from 'onceward';

export declare function tool(options: object): object;
