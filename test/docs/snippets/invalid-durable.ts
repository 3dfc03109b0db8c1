/** What the snippet of docs/errors/invalid-durable.md takes for granted. */
export declare const engine: { search(query: string): Promise<readonly string[]> };
