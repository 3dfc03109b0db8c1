import type { Json } from '../../shared/contract/json.js';
import type { UsageRecord } from '../../shared/contract/usage-record.js';
import { decodeBase64, encodeBase64 } from '../../shared/encoding/base64.js';
import type { Cipher } from '../../payloads/encryption/create-cipher.js';
import type { Journal, JournalRecord } from './journal.js';

/** How an encrypted value stands in a journal. Persisted. */
interface Sealed {
  readonly $sealed: 1;
  readonly keyId: string;
  readonly data: string;
}

/** What is sealed: everything of a record that was made from content. */
type Content = Pick<JournalRecord, 'value' | 'usage' | 'fingerprint'>;

/** A journal whose records tell nothing: values, usage and fingerprints are encrypted, and what must be compared is an HMAC. */
export function encryptedJournal(journal: Journal, cipher: Cipher): Journal {
  return {
    name: journal.name,
    async get(key) {
      const record = await journal.get(key);
      return record && isSealed(record.value) ? { ...record, ...(await unseal(cipher, record.value)) } : record;
    },
    async put(record) {
      const { value, usage, fingerprint } = record;
      const sealed = await seal(cipher, { value, usage, fingerprint });
      await journal.put({ ...record, value: { ...sealed }, usage: [], fingerprint: await cipher.nameOf(fingerprint) });
    },
    close: () => journal.close(),
  };
}

async function seal(cipher: Cipher, content: Content): Promise<Sealed> {
  const { keyId, bytes } = await cipher.encrypt(new TextEncoder().encode(JSON.stringify(content)));
  return { $sealed: 1, keyId, data: encodeBase64(bytes) };
}

async function unseal(cipher: Cipher, { keyId, data }: Sealed): Promise<Content> {
  const plain = await cipher.decrypt(keyId, decodeBase64(data));
  const { value, usage, fingerprint } = JSON.parse(new TextDecoder().decode(plain)) as {
    value: Json;
    usage: UsageRecord[];
    fingerprint: string;
  };
  return { value, usage, fingerprint };
}

function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && '$sealed' in value && value.$sealed === 1;
}
