/** The plugin of the scene's worker, and of `onceward store --plugin`. */
import { join } from 'node:path';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { fileStore, OncewardPlugin, sqliteJournal, sqliteLedger } from 'onceward/worker';
import { encryptionOf } from './encryption.ts';
import * as steps from './steps.ts';

const { FOLDER = '', KEY } = process.env;

export const onceward = new OncewardPlugin({
  modules: [steps],
  adapters: [aiSdk()],
  store: fileStore({ folder: join(FOLDER, 'store') }),
  journal: sqliteJournal({ file: join(FOLDER, 'journal.sqlite') }),
  ledger: sqliteLedger({ file: join(FOLDER, 'ledger.sqlite') }),
  capture: true,
  ...encryptionOf(KEY),
});
