import type { Artifacts } from '../../shared/artifacts/artifacts.js';
import type { Json } from '../../shared/contract/json.js';
import type { UsageRecord } from '../../shared/contract/usage-record.js';
import type { LedgerResult } from './ledger.js';

/** Larger results go into the artifact store, and the ledger keeps the reference. */
export const MAX_INLINE_RESULT_BYTES = 64_000;

/** The result as a ledger keeps it. */
export async function toStoredResult(value: Json, usage: readonly UsageRecord[], artifacts: Artifacts): Promise<LedgerResult> {
  const used = usage.length > 0 ? { usage: [...usage] } : {};
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) <= MAX_INLINE_RESULT_BYTES) return { v: 1, value, ...used };
  return { v: 1, reference: await artifacts.put(text, { mediaType: 'application/json' }), ...used };
}

/** The value of a stored result. */
export async function fromStoredResult({ value, reference }: LedgerResult, artifacts: Artifacts): Promise<Json> {
  if (reference === undefined) return value ?? null;
  return JSON.parse(await artifacts.open(reference).text()) as Json;
}
