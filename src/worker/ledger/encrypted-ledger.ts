import type { Cipher } from '../../payloads/encryption/create-cipher.js';
import { isSealed, sealJson, unsealJson } from '../../payloads/encryption/sealed-json.js';
import type { Json } from '../../shared/contract/json.js';
import type { RunRow } from '../records/run-records.js';
import type { Ledger, LedgerResult, LedgerState } from './ledger.js';

/** A ledger whose rows tell nothing: results are encrypted, and the fingerprints that it compares are HMACs. */
export function encryptedLedger(ledger: Ledger, cipher: Cipher): Ledger {
  return {
    name: ledger.name,
    async begin(request) {
      return unsealed(cipher, await ledger.begin({ ...request, fingerprint: await cipher.nameOf(request.fingerprint) }));
    },
    async complete(key, fence, result) {
      await ledger.complete(key, fence, { v: 1, value: await sealJson(cipher, result) });
    },
    fail: (key, fence, failure) => ledger.fail(key, fence, failure),
    extend: (key, fence, leaseMs) => ledger.extend(key, fence, leaseMs),
    rows: () => unsealedRows(ledger, cipher),
    forget: (keys) => ledger.forget(keys),
    close: () => ledger.close(),
  };
}

async function unsealed(cipher: Cipher, state: LedgerState): Promise<LedgerState> {
  if (state.status !== 'done' || !isSealed(state.result.value)) return state;
  return { status: 'done', result: (await unsealJson(cipher, state.result.value)) as LedgerResult };
}

async function* unsealedRows(ledger: Ledger, cipher: Cipher): AsyncGenerator<RunRow> {
  for await (const row of ledger.rows()) {
    const { value: sealed } = (row.value ?? {}) as Partial<LedgerResult>;
    yield isSealed(sealed) ? { ...row, value: (await unsealJson(cipher, sealed)) as Json } : row;
  }
}
