import { StorageDriverClaim, type Payload, type StorageDriver, type StorageDriverStoreContext } from '@temporalio/common';
import type { BlobStore } from '../../shared/artifacts/blob-store.js';
import { collectBytes } from '../../shared/artifacts/collect-bytes.js';
import { putOnce, REFRESH_AFTER_MS } from '../../shared/artifacts/put-once.js';
import { PayloadCorrupted } from '../../shared/errors/payload-corrupted.js';
import { PayloadMissing } from '../../shared/errors/payload-missing.js';
import { sha256 } from '../../shared/encoding/sha256.js';
import { payloadFromBytes, payloadToBytes } from '../payload-bytes.js';
import { digestHex } from './digest-hex.js';
import { LeastRecentlyUsed } from '../../shared/memory/least-recently-used.js';
import { retryStore } from './retry-store.js';

/** A worker reads a payload again in every replay, and writes it again in every replay of a run it does not have in memory. */
const RECENT_BYTES = 64 * 1024 * 1024;
const MEDIA_TYPE = 'application/x-temporal-payload';
/** Enough of the hash that no two runs share a folder. */
const RUN_HEX_CHARACTERS = 32;

interface RecentPayload {
  readonly bytes: Uint8Array;
  /** When it was known to be in the store, in milliseconds since 1970; `-Infinity` of one that was only read. */
  readonly writtenMs: number;
}

export interface BlobStoreDriversOptions {
  /** Where payloads of older runs are: only read. */
  readonly formerStores?: readonly BlobStore[];
  /** Of a replay without a server, such as in CI: what it would store was stored by its run, so it needs no right to write. @default false */
  readonly isReplay?: boolean;
}

/**
 * Temporal's External Storage over a `BlobStore`. A payload is stored under the hash of its bytes in a folder of its workflow: never twice, never
 * across workflows, and a replay writes nothing, unless the copy is a day old: then it is written anew, for `onceward store gc` to see that it is
 * in use. What was stored or read lately is kept in memory, up to 64 MiB. The first driver stores; the others read what has a former store's name.
 */
export function blobStoreDrivers(store: BlobStore, options: BlobStoreDriversOptions = {}): readonly [StorageDriver, ...StorageDriver[]] {
  const { formerStores = [], isReplay = false } = options;
  const stores = [store, ...formerStores];
  const recent = new LeastRecentlyUsed<RecentPayload>(RECENT_BYTES, ({ bytes }) => bytes.length);
  const writtenMsOf = (key: string): number => recent.peek(key)?.writtenMs ?? -Infinity;

  const save = async (payload: Payload, context: StorageDriverStoreContext): Promise<StorageDriverClaim> => {
    const bytes = payloadToBytes(payload);
    const key = `${payloadPrefix(context)}${await digestHex(bytes)}`;
    const nowMs = Date.now();
    if (!isReplay && nowMs - writtenMsOf(key) >= REFRESH_AFTER_MS) {
      await retryStore(context.abortSignal, () => putOnce(store, bytes, { key, mediaType: MEDIA_TYPE, nowMs }));
      recent.set(key, { bytes, writtenMs: nowMs });
    }
    return new StorageDriverClaim({ v: '1', key });
  };

  const load = async (named: BlobStore, { claimData }: StorageDriverClaim, signal: AbortSignal | undefined): Promise<Payload> => {
    const key = claimData['key'] ?? '';
    const known = recent.get(key);
    if (known !== undefined) return payloadFromBytes(known.bytes);
    const others = stores.filter((other) => other !== named);
    for (const place of [named, ...others]) {
      const bytes = await retryStore(signal, async () => {
        const content = await place.get(key);
        return content && collectBytes(content);
      });
      if (bytes === undefined) continue;
      await check(place, key, bytes);
      recent.set(key, { bytes, writtenMs: writtenMsOf(key) });
      return payloadFromBytes(bytes);
    }
    throw new PayloadMissing({ store: named.name, location: named.location, key, others });
  };

  const driverOf = (named: BlobStore): StorageDriver => ({
    name: driverName(named),
    type: 'onceward.blob-store',
    store: (context, payloads) => Promise.all(payloads.map((payload) => save(payload, context))),
    retrieve: ({ abortSignal }, claims) => Promise.all(claims.map((claim) => load(named, claim, abortSignal))),
  });
  const otherNames = new Map(formerStores.filter(({ name }) => name !== store.name).map((former) => [former.name, former]));
  return [driverOf(store), ...Array.from(otherNames.values(), driverOf)];
}

/** The name by which a reference in history finds its store again. */
export function driverName({ name }: Pick<BlobStore, 'name'>): string {
  return `onceward/${name}`;
}

/** The folder of a workflow's payloads. */
export function payloadPrefix({ target }: Pick<StorageDriverStoreContext, 'target'>): string {
  const owner = `${target?.kind ?? ''}/${target?.namespace ?? ''}/${target?.id ?? ''}`;
  return `payloads/${sha256(owner).slice(0, RUN_HEX_CHARACTERS)}/`;
}

async function check(store: BlobStore, key: string, bytes: Uint8Array): Promise<void> {
  const expected = key.slice(key.lastIndexOf('/') + 1);
  const found = await digestHex(bytes);
  if (found === expected) return;
  const size = bytes.length;
  throw new PayloadCorrupted({
    store: store.name,
    key,
    expected: { bytes: size, sha256: expected },
    found: { bytes: size, sha256: found },
  });
}
