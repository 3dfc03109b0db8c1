import { Document, type DocumentInterface } from '@langchain/core/documents';
import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';

/** A document as a plain object, whole: its text, its metadata and its id. */
export type DocumentFields = ConstructorParameters<typeof Document>[0];

export function toFields({ id, pageContent, metadata }: DocumentInterface): DocumentFields {
  return { ...(id !== undefined && { id }), pageContent, metadata };
}

/** Documents as JSON. */
export function toDocumentsJson(documents: readonly DocumentInterface[]): Json {
  return toRichJson(documents.map(toFields));
}

/** The documents that `toDocumentsJson` was given. */
export function fromDocumentsJson(json: Json): Document[] {
  return (fromRichJson(json) as DocumentFields[]).map((fields) => new Document(fields));
}
