import { Document, type DocumentInterface } from '@langchain/core/documents';
import type { BaseMessage } from '@langchain/core/messages';
import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import { toFields, type DocumentFields } from './document-fields.js';
import { fromStoredMessage, toStoredMessage } from './stored-message.js';

/** The one member of an object that stands for one of LangChain's: `{ $langchain: { message } }` or `{ $langchain: { document } }`. */
const TAG = '$langchain';

/**
 * What goes into a runnable or comes out of one, as JSON: plain values, and messages and documents within them.
 *
 * @throws InvalidDurable for any other object of LangChain's, which would come back as something else
 */
export function toRunnableJson(value: unknown, where: string): Json {
  return toRichJson(mapObjects(value, (object) => toTagged(object, where)));
}

/** The value that `toRunnableJson` was given. */
export function fromRunnableJson(json: Json): unknown {
  return mapObjects(fromRichJson(json), fromTagged);
}

/** Replaces the objects within a value that `replace` has something for, from the outside in. */
function mapObjects(value: unknown, replace: (object: object) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, replace));
  const replaced = replace(value);
  if (replaced !== undefined || !isPlain(value)) return replaced ?? value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapObjects(member, replace)]));
}

function toTagged(object: object, where: string): object | undefined {
  if (isMessage(object)) return { [TAG]: { message: toStoredMessage(object) } };
  if (isDocument(object)) return { [TAG]: { document: toFields(object) } };
  if (!('lc_serializable' in object)) return undefined;
  const problem = `takes or gives a ${object.constructor.name}, which would come back as something else`;
  throw new InvalidDurable({ what: where, problem, hint: 'Let it take and give plain values, messages and documents.' });
}

function fromTagged(object: object): unknown {
  const { [TAG]: tagged } = object as { readonly [TAG]?: { readonly message?: Json; readonly document?: DocumentFields } };
  if (tagged?.message !== undefined) return fromStoredMessage(tagged.message);
  return tagged?.document === undefined ? undefined : new Document(tagged.document);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function isMessage(value: object): value is BaseMessage {
  return 'getType' in value && 'toDict' in value && 'content' in value;
}

/** Also the plain objects that some retrievers give. */
function isDocument(value: object): value is DocumentInterface {
  return 'pageContent' in value && 'metadata' in value;
}
