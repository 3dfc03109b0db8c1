import type { Cipher } from '../../payloads/encryption/create-cipher.js';
import { isSealed, sealJson, unsealJson } from '../../payloads/encryption/sealed-json.js';
import type { Journal, JournalRecord } from './journal.js';

/** What is sealed: everything of a record that was made from content. */
type Content = Pick<JournalRecord, 'value' | 'usage' | 'fingerprint'>;

/** A journal whose records tell nothing: values, usage and fingerprints are encrypted, and what must be compared is an HMAC. */
export function encryptedJournal(journal: Journal, cipher: Cipher): Journal {
  return {
    name: journal.name,
    async get(key) {
      const record = await journal.get(key);
      return record && isSealed(record.value) ? { ...record, ...((await unsealJson(cipher, record.value)) as Content) } : record;
    },
    async put(record) {
      const { value, usage, fingerprint } = record;
      const sealed = await sealJson(cipher, { value, usage, fingerprint } satisfies Content);
      await journal.put({ ...record, value: sealed, usage: [], fingerprint: await cipher.nameOf(fingerprint) });
    },
    rows: () => journal.rows(),
    forget: (keys) => journal.forget(keys),
    close: () => journal.close(),
  };
}
