import { journalContract } from 'onceward/testing';
import { describe, expect, test } from 'vitest';
import { createCipher } from '../../../src/payloads/encryption/create-cipher.ts';
import { encryptedJournal } from '../../../src/worker/journal/encrypted-journal.ts';
import { memoryJournal } from '../../../src/worker/journal/memory-journal.ts';
import { SAMPLE_RECORD } from './sample-record.ts';

const cipher = createCipher({ keyId: 'k1', key: (id) => new Uint8Array(32).fill(id === 'k1' ? 1 : 2) });

journalContract({
  name: 'encryptedJournal',
  framework: { describe, test },
  create: async () => ({ journal: encryptedJournal(memoryJournal(), cipher) }),
});

test('it holds neither values nor fingerprints in the clear', async () => {
  const inner = memoryJournal();
  const record = { ...SAMPLE_RECORD, value: { answer: 'Ada Lovelace' } };
  await encryptedJournal(inner, cipher).put(record);
  const kept = JSON.stringify(await inner.get(record.key));
  expect(kept).not.toContain('Ada');
  expect(kept).not.toContain(record.fingerprint);
});

test('what was recorded before encryption was switched on is still found', async () => {
  const inner = memoryJournal();
  await inner.put(SAMPLE_RECORD);
  expect(await encryptedJournal(inner, cipher).get(SAMPLE_RECORD.key)).toEqual(SAMPLE_RECORD);
});
