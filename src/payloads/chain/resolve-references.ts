import { findReferences, mayHoldReference, replaceReferences } from '../../shared/chain/find-references.js';
import type { Hash, Json } from '../../shared/contract/json.js';

/** Values with results in place of references. `textOf` gives a result's JSON, or throws. */
export async function resolveReferences(values: readonly Json[], textOf: (hash: Hash) => Promise<string>): Promise<Json[]> {
  const holding = values.map((value) => mayHoldReference(JSON.stringify(value)));
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
