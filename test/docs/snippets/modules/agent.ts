/** What snippets import from './agent.js'. */
export declare function answer(customer: string, messages: readonly { role: string; content: string }[]): Promise<string>;
