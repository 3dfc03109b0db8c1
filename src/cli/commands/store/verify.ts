import { createHash } from 'node:crypto';
import type { ArtifactReference, BlobInfo, BlobStore } from 'onceward';
import { DecryptionFailed, hashOfKey } from 'onceward';
import { defineCommand } from '../../grammar/define-command.js';
import { toOneLine } from '../../output/one-line.js';
import type { Style } from '../../output/style.js';
import { PLUGIN_OPTION } from '../../plugin/find-plugin.js';
import { withServer } from '../../server/connect-to-server.js';
import { forEachAtOnce } from '../../store/for-each-at-once.js';
import { loadRecords } from '../../store/load-records.js';
import { NAMESPACES_OPTION, readRuns } from '../../store/read-runs.js';

const OBJECTS_AT_ONCE = 4;
/** Instead of a hash, of an object that its key does not open. */
const UNREADABLE = 'unreadable';
const CONTENT_KEY = /(?:^|\/)sha256\/[\da-f]{64}$/;
/** A payload is encrypted before it is stored, so its name is the hash of what is stored. */
const PAYLOAD_KEY = /^payloads\/[\da-f]{32}\/[\da-f]{64}$/;

interface Missing {
  readonly workflowId: string;
  readonly store: string;
  readonly key: string;
}

interface Verification {
  readonly objects: number;
  readonly bytes: number;
  readonly references: number;
  readonly corrupt: readonly { readonly key: string; readonly bytes: number; readonly sha256: string }[];
  readonly missing: readonly Missing[];
}

export const verify = defineCommand({
  path: ['store', 'verify'],
  summary: 'Reads every object and compares it with its name; looks for objects that runs refer to and that are not there',
  options: {
    ...PLUGIN_OPTION,
    ...NAMESPACES_OPTION,
    'objects-only': { type: 'boolean', summary: 'Read no histories, so no server is needed and nothing missing is found' },
  },
  details: 'It reads all bytes of the store. Exits 1 when an object is corrupt or missing.',
  async run({ options, style }) {
    const { store, formerStores, naming, payloads } = await loadRecords(options.plugin);
    const stores = [store, ...formerStores];
    const checked = await checkObjects(store, naming !== undefined);
    const references = options['objects-only']
      ? { count: 0, missing: [] }
      : await withServer(async (server) => findMissing(stores, (await readRuns(server, options.namespaces, payloads)).runs));
    const result: Verification = { ...checked, references: references.count, missing: references.missing };
    return { ok: result.corrupt.length + result.missing.length === 0, data: result, text: describe(result, style) };
  },
});

/** Of what is encrypted the name tells nothing; that it can be decrypted proves that no bit of it changed. */
async function checkObjects(store: BlobStore, isEncrypted: boolean): Promise<Pick<Verification, 'objects' | 'bytes' | 'corrupt'>> {
  const corrupt: Verification['corrupt'][number][] = [];
  let objects = 0;
  let bytes = 0;
  await forEachAtOnce(store.list(''), OBJECTS_AT_ONCE, async (info) => {
    const isPayload = PAYLOAD_KEY.test(info.key);
    if (!isPayload && !CONTENT_KEY.test(info.key)) return;
    objects += 1;
    bytes += info.bytes;
    const sha256 = await digestOf(store, info);
    const isHashKnown = isPayload || !isEncrypted;
    if (sha256 === UNREADABLE || (sha256 !== undefined && isHashKnown && sha256 !== hashOfKey(info.key)))
      corrupt.push({ key: info.key, bytes: info.bytes, sha256 });
  });
  return { objects, bytes, corrupt };
}

/** Undefined when the object was deleted since it was listed. */
async function digestOf(store: BlobStore, { key }: BlobInfo): Promise<string | undefined> {
  const content = await store.get(key);
  if (content === undefined) return undefined;
  const hash = createHash('sha256');
  try {
    for await (const chunk of content) hash.update(chunk);
  } catch (error) {
    if (DecryptionFailed.isInstance(error)) return UNREADABLE;
    throw error;
  }
  return hash.digest('hex');
}

interface ReferringRun {
  readonly workflowId: string;
  readonly findings: { readonly references: readonly ArtifactReference[] };
}

async function findMissing(stores: readonly BlobStore[], runs: readonly ReferringRun[]): Promise<{ count: number; missing: Missing[] }> {
  const byKey = new Map<string, Missing>();
  for (const { workflowId, findings } of runs) {
    for (const { store, key } of findings.references) byKey.set(`${store} ${key}`, { workflowId, store, key });
  }
  const missing: Missing[] = [];
  await forEachAtOnce(byKey.values(), OBJECTS_AT_ONCE, async (reference) => {
    for (const store of stores) if (await store.head(reference.key)) return;
    missing.push(reference);
  });
  return { count: byKey.size, missing };
}

function describe({ objects, bytes, references, corrupt, missing }: Verification, style: Style): string {
  const lines = [
    ...corrupt.map(
      ({ key, sha256 }) =>
        `${style('red', 'corrupt')}  ${key}: ${sha256 === UNREADABLE ? 'it cannot be decrypted' : `its bytes have the sha256 ${sha256}`}`,
    ),
    ...missing.map(
      ({ key, store, workflowId }) => `${style('red', 'missing')}  ${key} of '${toOneLine(store)}', for the run '${toOneLine(workflowId)}'`,
    ),
  ];
  const summary = `${objects} objects (${bytes} bytes) and ${references} references: ${corrupt.length} corrupt, ${missing.length} missing.`;
  return [...lines, summary].join('\n');
}
