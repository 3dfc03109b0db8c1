/** What the snippet of docs/errors/approval-expired.md takes for granted. */
export declare const text: string;
