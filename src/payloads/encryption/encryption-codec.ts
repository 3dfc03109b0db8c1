import type { Payload, PayloadCodec } from '@temporalio/common';
import { DecryptionFailed } from '../../shared/errors/decryption-failed.js';
import { payloadFromBytes, payloadToBytes } from '../payload-bytes.js';
import { metadataText, textMetadata } from '../payload-metadata.js';
import type { Cipher } from './create-cipher.js';

/** The names of Temporal's own encryption sample, so that other tools know such a payload when they see one. */
const ENCODING = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';

/** Encrypts every payload before it leaves the process. One that is not encrypted is read as it is, so encryption can be switched on while runs are open. */
export function encryptionCodec(cipher: Cipher): PayloadCodec {
  return {
    encode: (payloads) => Promise.all(payloads.map((payload) => encrypt(cipher, payload))),
    decode: (payloads) => Promise.all(payloads.map((payload) => decrypt(cipher, payload))),
  };
}

async function encrypt(cipher: Cipher, payload: Payload): Promise<Payload> {
  const { keyId, bytes } = await cipher.encrypt(payloadToBytes(payload));
  return { metadata: textMetadata({ encoding: ENCODING, [KEY_ID]: keyId }), data: bytes };
}

async function decrypt(cipher: Cipher, payload: Payload): Promise<Payload> {
  if (metadataText(payload, 'encoding') !== ENCODING) return payload;
  const keyId = metadataText(payload, KEY_ID);
  if (keyId === undefined) throw new DecryptionFailed({ keyId: 'no name', cause: undefined });
  return payloadFromBytes(await cipher.decrypt(keyId, payload.data ?? new Uint8Array()));
}
