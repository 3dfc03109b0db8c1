import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { checkOptions } from '../../shared/options/check-options.js';
import type { TestFramework } from '../test-framework.js';
import { KEY_PROMISES } from './key-promises.js';
import { READ_PROMISES } from './read-promises.js';
import type { StorePromises, StoreUnderTest } from './store-under-test.js';
import { WRITE_PROMISES } from './write-promises.js';

export interface BlobStoreContractOptions {
  /** The store's name, for the names of the tests. */
  readonly name: string;
  readonly framework: Pick<TestFramework, 'describe' | 'test'>;
  /** Makes a new, empty store: called once for each test. */
  readonly create: () => Promise<StoreUnderTest>;
}

/**
 * Declares the tests that every `BlobStore` has to pass, in the test framework that is given: what was put comes back byte by byte, whole or
 * in part; the first writer of an absent key wins; what breaks off leaves no trace; keys, sizes and times are told as they are.
 *
 * @throws UnknownOption, InvalidOption
 * @example
 * ```ts
 * blobStoreContract({
 *   name: 'my store',
 *   framework: { describe, test },
 *   create: async () => ({ store: myStore({ table: randomUUID() }) }),
 * });
 * ```
 */
export function blobStoreContract(options: BlobStoreContractOptions): void {
  checkOptions('blobStoreContract()', options, ['name', 'framework', 'create']);
  const { name, framework, create } = options;
  if (typeof create !== 'function') {
    const problem = 'is no function';
    throw new InvalidOption({
      where: 'blobStoreContract()',
      option: 'create',
      problem,
      hint: 'Give a function that makes an empty store.',
    });
  }
  const promises: StorePromises = { ...READ_PROMISES, ...WRITE_PROMISES, ...KEY_PROMISES };
  framework.describe(`the store ${name} keeps the contract`, () => {
    for (const [promise, check] of Object.entries(promises)) {
      framework.test(promise, async () => {
        const { store, dispose } = await create();
        try {
          await check(store);
        } finally {
          await dispose?.();
        }
      });
    }
  });
}
