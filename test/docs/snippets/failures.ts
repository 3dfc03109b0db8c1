/** What the snippets of docs/failures.md take for granted. */
export { classifyError } from 'onceward';
export declare const login: () => Promise<string>;
export declare const mail: { search(query: string, options: { readonly token: string }): Promise<readonly string[]> };
