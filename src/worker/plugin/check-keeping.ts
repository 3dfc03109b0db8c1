import { createCipher } from '../../payloads/encryption/create-cipher.js';
import { StoreUnavailable } from '../../shared/errors/store-unavailable.js';
import { laptopStore } from './laptop-stores.js';
import type { OncewardPluginOptions } from './plugin-options.js';

/** Nothing is ever there. */
const PROBE_KEY = 'tmp/start-check';

/**
 * Asks the store for one object, and the key provider for its key, before a worker takes its first task: with credentials or a key that are wrong, each
 * of its runs would fail in the middle. A store that may be back in a moment holds nobody up.
 *
 * @throws StoreUnavailable when the store refuses; InvalidOption for a key of the wrong size; what the key provider throws
 */
export async function checkKeeping({ store = laptopStore(), encryption }: OncewardPluginOptions): Promise<void> {
  if (encryption !== undefined) await createCipher(encryption).nameOf('');
  if (store === 'none') return;
  await store.head(PROBE_KEY).catch((error: unknown) => {
    if (!StoreUnavailable.isInstance(error) || !error.retryable) throw error;
  });
}
