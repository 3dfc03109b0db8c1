import type { Json } from '../../../src/shared/contract/json.js';
import { isJsonObject } from '../../../src/shared/encoding/is-json-object.js';

/** Lets the texts of documents go by reference, also of those that a search found with a score. What else they say stays, for workflow code to read. */
export async function documentsByReference(found: Json, toReference: (text: Json) => Promise<Json>): Promise<Json> {
  return Array.isArray(found) ? Promise.all(found.map((one) => documentByReference(one, toReference))) : found;
}

async function documentByReference(one: Json, toReference: (text: Json) => Promise<Json>): Promise<Json> {
  if (!isJsonObject(one)) return one;
  const { document, pageContent } = one;
  if (document !== undefined) return { ...one, document: await documentByReference(document, toReference) };
  return typeof pageContent === 'string' ? { ...one, pageContent: await toReference(pageContent) } : one;
}
