/** What the snippets of docs/writes-once.md take for granted. */
import type { Pool } from 'pg';

export interface Note {
  readonly customer: string;
  readonly text: string;
}
export interface Order {
  readonly item: string;
}
export declare const pool: Pool;
export declare const crm: {
  write(note: Note, options?: { readonly reference: string }): Promise<{ id: string }>;
  findByReference(reference: string): Promise<{ id: string } | undefined>;
};
