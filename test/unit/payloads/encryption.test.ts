import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { expect, test } from 'vitest';
import { createCipher } from '../../../src/payloads/encryption/create-cipher.ts';
import { encryptionCodec } from '../../../src/payloads/encryption/encryption-codec.ts';
import { DecryptionFailed } from '../../../src/shared/errors/decryption-failed.ts';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.ts';
import { UnknownOption } from '../../../src/shared/errors/unknown-option.ts';
import type { EncryptionOptions } from '../../../src/payloads/encryption/encryption-options.ts';

const KEYS: Record<string, Uint8Array> = { k1: new Uint8Array(32).fill(1), k2: new Uint8Array(32).fill(2) };

function encryption(keyId = 'k1', keys = KEYS): EncryptionOptions {
  return { keyId, key: (id) => keys[id] ?? new Uint8Array(32).fill(99) };
}

const codecOf = (options: EncryptionOptions) => encryptionCodec(createCipher(options));
const secret = defaultPayloadConverter.toPayload({ patient: 'Ada Lovelace', diagnosis: 'none' });

test('a payload is read back as it was, and tells nothing on the way', async () => {
  const codec = codecOf(encryption());
  const [sealed] = await codec.encode([secret]);
  expect(Buffer.from(sealed?.data ?? []).toString('latin1')).not.toMatch(/Ada|patient|json/);
  expect(await codec.decode([sealed ?? {}])).toEqual([secret]);
});

test('equal payloads give equal bytes, so that a replay stores nothing new; different ones share no nonce', async () => {
  const codec = codecOf(encryption());
  const other = defaultPayloadConverter.toPayload({ patient: 'Ada Lovelace', diagnosis: 'nonf' });
  const [one, again, different] = await codec.encode([secret, secret, other]);
  expect(one).toEqual(again);
  expect(different?.data?.slice(0, 12)).not.toEqual(one?.data?.slice(0, 12));
});

test('after a rotation new data has the new key, and old data is still read', async () => {
  const [old] = await codecOf(encryption('k1')).encode([secret]);
  const rotated = codecOf(encryption('k2'));
  const [current] = await rotated.encode([secret]);
  expect(Buffer.from(current?.metadata?.['encryption-key-id'] ?? []).toString()).toBe('k2');
  expect(await rotated.decode([old ?? {}, current ?? {}])).toEqual([secret, secret]);
});

test('a wrong key, and a changed bit anywhere, are a named error', async () => {
  const [sealed = {}] = await codecOf(encryption()).encode([secret]);
  await expect(codecOf(encryption('k1', { k1: new Uint8Array(32).fill(3) })).decode([sealed])).rejects.toThrow(DecryptionFailed);
  for (const at of [0, 12, (sealed.data?.length ?? 1) - 1]) {
    await expect(codecOf(encryption()).decode([flipBit(sealed, at)])).rejects.toThrow(/'k1'/);
  }
});

test('a key under another name does not open it, though its bytes are the same', async () => {
  const [sealed = {}] = await codecOf(encryption('k1')).encode([secret]);
  const renamed = { ...sealed, metadata: { ...sealed.metadata, 'encryption-key-id': new TextEncoder().encode('k9') } };
  await expect(codecOf(encryption('k1', { ...KEYS, k9: KEYS['k1'] ?? new Uint8Array() })).decode([renamed])).rejects.toThrow(
    DecryptionFailed,
  );
});

test('what was written before encryption was switched on is still read', async () => {
  expect(await codecOf(encryption()).decode([secret])).toEqual([secret]);
});

test('the form of version 1 is read for ever', async () => {
  // Written by the first version, with a key of 32 bytes of 1.
  const stored: Payload = {
    metadata: { encoding: Buffer.from('binary/encrypted'), 'encryption-key-id': Buffer.from('k1') },
    data: Buffer.from(
      'JONOeBcgpDsvMFN6KUxqje8dqaCF8S2UVpHtt9VgaQmIrxZWqp6dsVEKhm5oWo2Tj1UYC33g/ntSispL9kkxTn+71OG7NsOflbppXGKwF/YkZ+L6xXcmm/bc+G91LSC4ONWH',
      'base64',
    ),
  };
  const [payload] = await codecOf(encryption()).decode([stored]);
  expect(defaultPayloadConverter.fromPayload(payload ?? {})).toEqual({ patient: 'Ada Lovelace', diagnosis: 'none' });
});

test('names are the same for the same text under the same key, and tell nothing', async () => {
  const cipher = createCipher(encryption());
  expect(await cipher.nameOf('claim-7')).toBe(await cipher.nameOf('claim-7'));
  expect(await cipher.nameOf('claim-7')).not.toBe(await cipher.nameOf('claim-8'));
  expect(await cipher.nameOf('claim-7', 'k2')).not.toBe(await cipher.nameOf('claim-7'));
  expect(await cipher.nameOf('claim-7')).toMatch(/^[0-9a-f]{64}$/);
});

test('a key that cannot be had is asked for again the next time', async () => {
  let isAway = true;
  const codec = codecOf({ keyId: 'k1', key: () => (isAway ? Promise.reject(new Error('vault is sealed')) : (KEYS['k1'] ?? '')) });
  await expect(codec.encode([secret])).rejects.toThrow('vault is sealed');
  isAway = false;
  expect(await codec.encode([secret])).toHaveLength(1);
});

test('bad options say what to write', async () => {
  expect(() => createCipher({ ...encryption(), keyid: 'k1' } as EncryptionOptions)).toThrow(UnknownOption);
  expect(() => createCipher({ keyId: '' } as EncryptionOptions)).toThrow(InvalidOption);
  await expect(codecOf({ keyId: 'k1', key: () => new Uint8Array(16) }).encode([secret])).rejects.toThrow(/16 bytes for 'k1'[\s\S]*openssl/);
  await expect(codecOf({ keyId: 'k1', key: () => 'no base64!' }).encode([secret])).rejects.toThrow(InvalidOption);
});

function flipBit(payload: Payload, at: number): Payload {
  const data = Uint8Array.from(payload.data ?? []);
  data[at] = (data[at] ?? 0) ^ 1;
  return { ...payload, data };
}
