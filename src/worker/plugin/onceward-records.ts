import type { DataConverter } from '@temporalio/common';
import { createCipher } from '../../payloads/encryption/create-cipher.js';
import { sealedContent, type ContentPlace } from '../../payloads/encryption/sealed-content.js';
import { payloadReader, type PayloadReader } from '../../payloads/payload-reader.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { encryptedJournal } from '../journal/encrypted-journal.js';
import type { Journal } from '../journal/journal.js';
import { encryptedLedger } from '../ledger/encrypted-ledger.js';
import type { Ledger } from '../ledger/ledger.js';
import { laptopJournal, laptopLedger, laptopStore } from './laptop-stores.js';
import type { OncewardPluginOptions } from './plugin-options.js';
import { workerDataConverter } from './worker-data-converter.js';

/** What a worker keeps outside of history, read as the worker reads it: decrypted. */
export interface OncewardRecords extends ContentPlace {
  readonly journal: Journal;
  readonly ledger: Ledger;
  /** Reads payloads of histories, and those that were too large for one. */
  readonly payloads: PayloadReader;
}

/** Where a worker keeps things: what its options name, or the files of a laptop. */
export interface Keeping extends Pick<OncewardRecords, 'journal' | 'ledger'> {
  /** Missing with `store: 'none'`. */
  readonly content: ContentPlace | undefined;
}

/** Where a worker with these options keeps things. Nothing is opened. */
export function keepingOf(options: OncewardPluginOptions): Keeping {
  const { store = laptopStore(), formerStores = [], journal = laptopJournal(), ledger = laptopLedger(), encryption } = options;
  const cipher = encryption && createCipher(encryption);
  const content = store === 'none' ? undefined : sealedContent({ store, formerStores }, cipher);
  if (cipher === undefined) return { content, journal, ledger };
  return { content, journal: encryptedJournal(journal, cipher), ledger: encryptedLedger(ledger, cipher) };
}

/**
 * What `onceward store` works on.
 *
 * @param existing the data converter that the worker has beside the plugin, for its codecs
 * @throws InvalidOption when there is no store
 */
export function recordsOf(options: OncewardPluginOptions, existing: DataConverter | undefined): OncewardRecords {
  const { content, journal, ledger } = keepingOf(options);
  if (content === undefined) throw noStore();
  const { payloadCodecs = [] } = workerDataConverter(options, existing);
  return { ...content, journal, ledger, payloads: payloadReader(payloadCodecs) };
}

/** The error of whoever needs a store where there is none. */
export function noStore(): InvalidOption {
  const hint = 'Give the plugin a store, such as fileStore({ folder }).';
  return new InvalidOption({ where: 'new OncewardPlugin()', option: 'store', problem: "is 'none', and something needs a store", hint });
}
