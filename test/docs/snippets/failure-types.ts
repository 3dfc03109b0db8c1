/** What the snippets of docs/errors/failure-types.md take for granted. */
export declare const search: (query: string) => Promise<readonly string[]>;
export declare class SearchBusy extends Error {}
export declare const askForMoney: () => Promise<void>;
export declare const error: Error;
