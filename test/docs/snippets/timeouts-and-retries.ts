/** What the snippets of docs/timeouts-and-retries.md take for granted. */
export declare const searchWeb: (query: string) => Promise<readonly string[]>;
export declare const quickGuess: (query: string) => Promise<string>;
export declare const embedPage: (page: string) => Promise<readonly number[]>;
export declare const client: {
  stream(prompt: string, options: { readonly signal: AbortSignal }): Promise<AsyncIterable<{ readonly text: string }>>;
};
export declare const prompt: string;
export declare const signal: AbortSignal;
