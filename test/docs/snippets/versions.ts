/** What the snippets of docs/versions.md take for granted. */
import type { LanguageModel, Tool } from 'ai';
import type { ChangeDefinition } from 'onceward';

export { generateText, tool } from 'ai';
export { durableModule } from 'onceward';
export { pinConfig, versioned } from 'onceward/workflow';

interface Active extends ChangeDefinition {
  readonly state: 'active';
}

export declare const changes: { readonly 'use-reranker': Active; readonly 'ask-for-sources': Active };
export declare const question: string;
export declare const model: LanguageModel;
export declare const searchWeb: Tool<{ query: string }, string>;
export declare const search: (question: string) => Promise<string>;
export declare const rerank: (found: string) => Promise<string>;
export declare const flags: { shareOf(change: string): number };
export declare const INSTRUCTIONS: string;
export declare const prompts: { read(agent: string): Promise<string> };
export declare const instructionsOf: (agent: string) => Promise<string>;
export declare const toQuestion: (input: unknown) => unknown;
