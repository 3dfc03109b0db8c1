import type { NativeConnection } from '@temporalio/worker';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { createCipher } from '../../payloads/encryption/create-cipher.js';
import { encryptedJournal } from '../journal/encrypted-journal.js';
import type { StepServices } from '../pipeline/create-activity.js';
import { createArtifacts } from '../stores/create-artifacts.js';
import { laptopJournal, laptopStore } from './laptop-stores.js';
import type { OncewardPluginOptions } from './plugin-options.js';
import { addressOf, isLoopback } from './server-address.js';

/**
 * The stores a worker uses: those it was given, or files of this machine when the server runs on it too.
 *
 * @throws InvalidOption when the server is elsewhere and a store is missing: files of one machine are no record for many
 */
export function resolveServices(options: OncewardPluginOptions, connection: NativeConnection | undefined): StepServices {
  if (options.store === undefined || options.journal === undefined) checkLaptop(options, connection);
  const { store = laptopStore(), journal = laptopJournal(), encryption } = options;
  return {
    journal: encryption === undefined ? journal : encryptedJournal(journal, createCipher(encryption)),
    artifactsFor: ({ tenant }) => createArtifacts({ store, ...(tenant !== undefined && { tenant }) }),
  };
}

function checkLaptop({ store }: OncewardPluginOptions, connection: NativeConnection | undefined): void {
  const address = addressOf(connection);
  if (address !== undefined && isLoopback(address)) return;
  const problem =
    address === undefined
      ? 'is missing, and this worker cannot see where its connection goes'
      : `is missing, and the server is at ${address}, not on this machine`;
  const hint = 'Give `store` and `journal` that every worker shares. On a laptop, connect with connect() from onceward/worker.';
  throw new InvalidOption({ where: 'new OncewardPlugin()', option: store === undefined ? 'store' : 'journal', problem, hint });
}
