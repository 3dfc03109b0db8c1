import type { Json } from '../../../src/shared/contract/json.js';
import type { DocumentFields } from './document-fields.js';

/** What `retriever.<id>.search` gets: a text, or a vector, and how many documents. */
export interface SearchRequest {
  readonly query?: string;
  readonly vector?: readonly number[];
  readonly k: number;
  readonly filter?: object | string;
  /** For documents that are like the query and unlike each other. */
  readonly mmr?: { readonly fetchK?: number; readonly lambda?: number };
}

/** A document that was found, and how near it is; a search with `mmr` does not say. */
export interface SearchHit {
  readonly document: DocumentFields;
  readonly score?: number;
}

/** What `retriever.<id>.add` gets. `vectors` are theirs where the workflow has them. */
export interface AddRequest {
  readonly documents: readonly DocumentFields[];
  readonly vectors?: readonly (readonly number[])[];
  /** What the store's own `addDocuments` takes. */
  readonly options?: Readonly<Record<string, Json>>;
}
