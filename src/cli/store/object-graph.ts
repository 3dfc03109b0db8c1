import { createHash } from 'node:crypto';
import {
  callNameOf,
  DecryptionFailed,
  hashOfKey,
  isTemporaryKey,
  OncewardError,
  payloadKeysIn,
  type BlobInfo,
  type BlobStore,
} from 'onceward';
import type { OncewardRecords } from 'onceward/worker';
import { toOneLine } from '../output/one-line.js';
import { forEachAtOnce } from './for-each-at-once.js';
import { HashScanner, type ObjectName } from './hash-scanner.js';
import { PayloadFindings } from './payload-findings.js';

/** An object in one of the stores. */
export interface FoundObject extends BlobInfo {
  readonly store: BlobStore;
}

/** An object named after its content, and what its content refers to. */
export interface StoredObject extends FoundObject {
  /** All names by which something refers to it. In an encrypted store the name in its key is not the hash of its content. */
  readonly names: ReadonlySet<ObjectName>;
  /** The names that stand in it, when it is JSON or a payload: a chain of prompts, or a value with references. */
  readonly mentions: ReadonlySet<ObjectName>;
}

/** Everything in the stores, sorted by what it is. */
export interface ObjectGraph {
  readonly objects: readonly StoredObject[];
  /** Objects whose keys Onceward does not make: never touched. */
  readonly foreign: readonly FoundObject[];
  readonly temporary: readonly FoundObject[];
  /** Why some of them cannot be read, so that what they refer to is unknown. */
  readonly unreadable: ReadonlySet<string>;
}

const OBJECTS_AT_ONCE = 16;
/** Of what is larger, only names are looked for: no node of a conversation is. */
const LARGEST_WHOLE_BYTES = 32 * 1024 * 1024;
const JSON_STARTS = new Set(Array.from('{["-0123456789tfn', (character) => character.codePointAt(0)));
/** How an encrypted object begins, for whoever has no key. */
const SEALED = 'OWS1';

/** Reads what is in the stores, the former ones too. Of what is neither JSON nor a payload only the beginning is read. */
export async function readObjectGraph({ store, formerStores, payloads, naming }: OncewardRecords): Promise<ObjectGraph> {
  const objects: StoredObject[] = [];
  const foreign: FoundObject[] = [];
  const temporary: FoundObject[] = [];
  const findings = new PayloadFindings(payloads);
  for (const place of [store, ...formerStores]) {
    await forEachAtOnce(place.list(''), OBJECTS_AT_ONCE, async (info) => {
      const found = { ...info, store: place };
      const name = nameOf(info.key);
      if (name === undefined) {
        (isTemporaryKey(info.key) ? temporary : foreign).push(found);
        return;
      }
      const reading = name === info.key ? readPayload(found, payloads) : readContent(found, naming !== undefined);
      const content = await reading.catch((error: unknown) => cannotDecrypt(error));
      for (const problem of content.unreadable) findings.unreadable.add(problem);
      objects.push({ ...found, names: new Set([name, ...content.names]), mentions: content.mentions });
    });
  }
  return { objects, foreign, temporary, unreadable: findings.unreadable };
}

/** The objects that names lead to, over any number of objects between. */
export function reachableFrom(roots: Iterable<ObjectName>, objects: readonly StoredObject[]): ReadonlySet<StoredObject> {
  const byName = new Map<ObjectName, StoredObject[]>();
  for (const object of objects) for (const name of object.names) byName.set(name, [...(byName.get(name) ?? []), object]);
  const reached = new Set<StoredObject>();
  const seen = new Set<ObjectName>();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const object of byName.get(name) ?? []) {
      reached.add(object);
      // Its other names, too: a snapshot has that of the node beside it.
      open.push(...object.names, ...object.mentions);
    }
  }
  return reached;
}

interface Content {
  readonly names: readonly ObjectName[];
  readonly mentions: ReadonlySet<ObjectName>;
  readonly unreadable: ReadonlySet<string>;
}

/** A payload's name is its whole key, and of anything else the hash at its end. */
function nameOf(key: string): ObjectName | undefined {
  return payloadKeysIn(key).find((found) => found === key) ?? hashOfKey(key);
}

async function readPayload({ store, key }: FoundObject, reader: OncewardRecords['payloads']): Promise<Content> {
  const findings = new PayloadFindings(reader);
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await store.get(key)) ?? []) chunks.push(chunk);
  // It was deleted since it was listed.
  if (chunks.length > 0) await findings.decodeStored(Buffer.concat(chunks));
  return { names: [], mentions: findings.scanner.found, unreadable: findings.unreadable };
}

async function readContent({ store, key, bytes }: FoundObject, isEncrypted: boolean): Promise<Content> {
  const scanner = new HashScanner();
  const hash = createHash('sha256');
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await store.get(key)) ?? []) {
    if (chunks.length === 0 && startsSealed(chunk))
      return { names: [], mentions: new Set(), unreadable: new Set(['binary/encrypted in the store']) };
    if (chunks.length === 0 && !JSON_STARTS.has(chunk[0])) return { names: [], mentions: new Set(), unreadable: new Set() };
    scanner.scan(chunk);
    hash.update(chunk);
    if (bytes <= LARGEST_WHOLE_BYTES || chunks.length === 0) chunks.push(chunk);
  }
  const call = bytes <= LARGEST_WHOLE_BYTES ? callNameOf(Buffer.concat(chunks).toString()) : undefined;
  // What refers to a text of a conversation knows its hash, and not the name that encryption gave it.
  const names = [...(isEncrypted ? [hash.digest('hex')] : []), ...(call === undefined ? [] : [call])];
  return { names, mentions: scanner.found, unreadable: new Set() };
}

/** What a store throws goes through; anything else was thrown while decrypting, by the cipher or by the user's `key`. */
function cannotDecrypt(error: unknown): Content {
  if (OncewardError.isInstance(error) && !DecryptionFailed.isInstance(error)) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  return { names: [], mentions: new Set(), unreadable: new Set([`binary/encrypted in the store: ${toOneLine(reason)}`]) };
}

function startsSealed(chunk: Uint8Array): boolean {
  return Buffer.from(chunk.subarray(0, SEALED.length)).toString('latin1') === SEALED;
}
