/** What the snippet of docs/errors/step-failed.md takes for granted. */
export declare const searchWeb: (query: string) => Promise<readonly string[]>;
export declare const query: string;
