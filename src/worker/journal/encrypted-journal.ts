import type { Cipher } from '../../payloads/encryption/create-cipher.js';
import { isSealed, sealJson, unsealJson, type Sealed } from '../../payloads/encryption/sealed-json.js';
import type { RunRow } from '../records/run-records.js';
import type { Journal, JournalRecord } from './journal.js';

/** What is sealed: everything of a record that was made from content. */
type Content = Pick<JournalRecord, 'value' | 'usage' | 'fingerprint'>;

/** A journal whose records tell nothing: values, usage and fingerprints are encrypted, and what must be compared is an HMAC. */
export function encryptedJournal(journal: Journal, cipher: Cipher): Journal {
  return {
    name: journal.name,
    async get(key) {
      const record = await journal.get(key);
      return record && isSealed(record.value) ? { ...record, ...(await contentOf(cipher, record.value)) } : record;
    },
    async put(record) {
      const { value, usage, fingerprint } = record;
      const sealed = await sealJson(cipher, { value, usage, fingerprint } satisfies Content);
      await journal.put({ ...record, value: sealed, usage: [], fingerprint: await cipher.nameOf(fingerprint) });
    },
    rows: () => unsealedRows(journal, cipher),
    forget: (keys) => journal.forget(keys),
    close: () => journal.close(),
  };
}

async function* unsealedRows(journal: Journal, cipher: Cipher): AsyncGenerator<RunRow> {
  for await (const row of journal.rows()) yield isSealed(row.value) ? { ...row, value: (await contentOf(cipher, row.value)).value } : row;
}

async function contentOf(cipher: Cipher, sealed: Sealed): Promise<Content> {
  return (await unsealJson(cipher, sealed)) as Content;
}
