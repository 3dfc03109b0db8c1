import { findReferences, mayHoldReference, replaceReferences } from '../../shared/chain/find-references.js';
import type { Hash, Json } from '../../shared/contract/json.js';
import { isPlainObject } from '../../shared/files/map-content.js';

/** Values with results in place of references. `textOf` gives a result's JSON, or throws. */
export async function resolveReferences(values: readonly Json[], textOf: (hash: Hash) => Promise<string>): Promise<Json[]> {
  const holding = values.map(mayHold);
  const hashes = new Set<Hash>();
  values.forEach((value, index) => holding[index] === true && findReferences(value, hashes));
  const texts = new Map<Hash, string>();
  await Promise.all(
    [...hashes].map(async (hash) => {
      texts.set(hash, await textOf(hash));
    }),
  );
  return values.map((value, index) => (holding[index] === true ? replaceReferences(value, (hash) => texts.get(hash) ?? '') : value));
}

/** Quick, and never wrong about "no". */
function mayHold(value: unknown): boolean {
  if (typeof value === 'string') return mayHoldReference(value);
  if (Array.isArray(value)) return value.some(mayHold);
  return isPlainObject(value) && Object.entries(value).some(([name, member]) => mayHoldReference(name) || mayHold(member));
}
