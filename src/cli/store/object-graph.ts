import { hashOfKey, type BlobInfo, type BlobStore, type Hash } from 'onceward';
import { HashScanner } from './hash-scanner.js';
import { forEachAtOnce } from './for-each-at-once.js';

/** An object named after its content, and what its content refers to. */
export interface StoredObject extends BlobInfo {
  readonly hash: Hash;
  /** The hashes that stand in it, when it is JSON: a chain of prompts, or a value with references. */
  readonly mentions: ReadonlySet<Hash>;
}

/** Everything in a store, sorted by what it is. */
export interface ObjectGraph {
  readonly objects: readonly StoredObject[];
  /** Objects whose keys Onceward does not make: never touched. */
  readonly foreign: readonly BlobInfo[];
  readonly temporary: readonly BlobInfo[];
  /** Encodings of stored payloads that cannot be read, so that what they refer to is unknown. */
  readonly unreadable: ReadonlySet<string>;
}

const OBJECTS_AT_ONCE = 16;
/** Payloads that were too large for history: whatever their form, they may hold references. */
export const PAYLOADS_PREFIX = 'payloads/';
/** The encoding stands at the beginning of a payload. */
const SEALED = /binary\/(?:encrypted|zstd)/;
const JSON_STARTS = new Set(['{', '[', '"'].map((character) => character.codePointAt(0)));

/** Reads what is in a store, below `prefix`. Of what is not JSON only the beginning is read. */
export async function readObjectGraph(store: BlobStore, isTemporary: (key: string) => boolean, prefix = ''): Promise<ObjectGraph> {
  const objects: StoredObject[] = [];
  const foreign: BlobInfo[] = [];
  const temporary: BlobInfo[] = [];
  const unreadable = new Set<string>();
  await forEachAtOnce(store.list(prefix), OBJECTS_AT_ONCE, async (info) => {
    const hash = hashOfKey(info.key);
    if (hash !== undefined) objects.push({ ...info, hash, mentions: await mentionsOf(store, info.key, unreadable) });
    else (isTemporary(info.key) ? temporary : foreign).push(info);
  });
  return { objects, foreign, temporary, unreadable };
}

/** The objects that `roots` lead to, over any number of objects between. */
export function reachableFrom(roots: ReadonlySet<Hash>, objects: readonly StoredObject[]): ReadonlySet<Hash> {
  const byHash = Map.groupBy(objects, ({ hash }) => hash);
  const reached = new Set<Hash>();
  const open = [...roots];
  for (let hash = open.pop(); hash !== undefined; hash = open.pop()) {
    if (reached.has(hash)) continue;
    reached.add(hash);
    for (const { mentions } of byHash.get(hash) ?? []) open.push(...mentions);
  }
  return reached;
}

async function mentionsOf(store: BlobStore, key: string, unreadable: Set<string>): Promise<ReadonlySet<Hash>> {
  const scanner = new HashScanner();
  const isPayload = key.startsWith(PAYLOADS_PREFIX);
  let isFirst = true;
  for await (const chunk of (await store.get(key)) ?? []) {
    if (chunk.byteLength === 0) continue;
    if (isFirst && isPayload) addSealed(chunk, unreadable);
    if (isFirst && !isPayload && !JSON_STARTS.has(chunk[0])) break;
    isFirst = false;
    scanner.scan(chunk);
  }
  return scanner.found;
}

function addSealed(chunk: Uint8Array, unreadable: Set<string>): void {
  const [encoding] = SEALED.exec(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1')) ?? [];
  if (encoding !== undefined) unreadable.add(encoding);
}
