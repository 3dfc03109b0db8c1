import { join } from 'node:path';
import type { BlobStore } from '../../shared/artifacts/blob-store.js';
import type { Journal } from '../journal/journal.js';
import { sqliteJournal } from '../journal/sqlite-journal.js';
import type { Ledger } from '../ledger/ledger.js';
import { sqliteLedger } from '../ledger/sqlite-ledger.js';
import { fileStore } from '../stores/file-store.js';

/** What a laptop keeps beside the project. */
const LAPTOP_FOLDER = '.onceward';

/** The store of a worker that was given none and whose server runs on the same machine. Opens nothing yet. */
export function laptopStore(): BlobStore {
  return fileStore({ folder: join(LAPTOP_FOLDER, 'artifacts') });
}

/** The journal of such a worker. */
export function laptopJournal(): Journal {
  return sqliteJournal({ file: join(LAPTOP_FOLDER, 'journal.sqlite') });
}

/** The ledger of such a worker. */
export function laptopLedger(): Ledger {
  return sqliteLedger({ file: join(LAPTOP_FOLDER, 'ledger.sqlite') });
}
