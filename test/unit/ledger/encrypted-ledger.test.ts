import { expect, test } from 'vitest';
import { collect } from '../stores/collect.ts';
import { createCipher } from '../../../src/payloads/encryption/create-cipher.ts';
import { encryptedLedger } from '../../../src/worker/ledger/encrypted-ledger.ts';
import type { Ledger } from '../../../src/worker/ledger/ledger.ts';
import { memoryLedger } from '../../../src/worker/ledger/memory-ledger.ts';

const cipher = createCipher({ keyId: 'k1', key: (id) => new Uint8Array(32).fill(id === 'k1' ? 1 : 2) });

test('a ledger that is encrypted is told nothing of results and inputs, and gives results back', async () => {
  const told: unknown[] = [];
  const inner = memoryLedger();
  const watched: Ledger = {
    ...inner,
    begin: (request) => (told.push(request), inner.begin(request)),
    complete: (key, fence, result) => (told.push(result), inner.complete(key, fence, result)),
  };
  const ledger = encryptedLedger(watched, cipher);
  const request = { key: 'key', fingerprint: 'canary-fingerprint', owner: 'worker@1', leaseMs: 60_000 };
  expect(await ledger.begin(request)).toEqual({ status: 'new', fence: 1 });
  await ledger.complete('key', 1, { v: 1, value: { secret: 'canary-value' } });
  expect(JSON.stringify(told)).not.toContain('canary');
  expect(JSON.stringify(await collect(inner.rows()))).not.toContain('canary');
  expect((await collect(ledger.rows())).map(({ value }) => value)).toEqual([{ v: 1, value: { secret: 'canary-value' } }]);
  expect(await ledger.begin(request)).toEqual({ status: 'done', result: { v: 1, value: { secret: 'canary-value' } } });
  expect((await ledger.begin({ ...request, fingerprint: 'other' })).status).toBe('conflict');
});

test('a result from before the encryption was switched on is read', async () => {
  const inner = memoryLedger();
  const request = { key: 'key', fingerprint: await cipher.nameOf('f00d'), owner: 'worker@1', leaseMs: 60_000 };
  await inner.begin(request);
  await inner.complete('key', 1, { v: 1, value: 7 });
  expect(await encryptedLedger(inner, cipher).begin({ ...request, fingerprint: 'f00d' })).toEqual({
    status: 'done',
    result: { v: 1, value: 7 },
  });
});
