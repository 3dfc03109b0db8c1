import { checkOptions } from '../../shared/options/check-options.js';
import type { TestFramework } from '../test-framework.js';
import type { Journal } from '../../worker/journal/journal.js';
import * as guarantees from './guarantees.js';

export interface JournalContractOptions {
  /** Stands in the names of the tests. */
  readonly name: string;
  /** The functions of vitest, jest or `node:test`. */
  readonly framework: Pick<TestFramework, 'describe' | 'test'>;
  /** Gives a new, empty journal, and what clears it away after its test. */
  readonly create: () => Promise<{ readonly journal: Journal; readonly dispose?: () => Promise<void> }>;
}

const OPTION_NAMES = ['name', 'framework', 'create'];

/**
 * Declares the tests that every journal has to pass, in the test framework that is given: a record comes back as it was put; of two results of
 * one call the first stays; what was forgotten is gone; closing loses nothing.
 *
 * @throws UnknownOption
 * @example
 * ```ts
 * journalContract({ name: 'redis', framework: { describe, test }, create: async () => ({ journal: redisJournal({ url, prefix: randomUUID() }) }) });
 * ```
 */
export function journalContract(options: JournalContractOptions): void {
  checkOptions('journalContract()', options, OPTION_NAMES);
  const { describe, test } = options.framework;
  const check = (title: string, guarantee: (journal: Journal) => Promise<void>): void => {
    test(title, async () => {
      const { journal, dispose } = await options.create();
      try {
        await guarantee(journal);
      } finally {
        await journal.close();
        await dispose?.();
      }
    });
  };
  describe(`the journal ${options.name} keeps the contract`, () => {
    check('a record comes back as it was put', guarantees.comesBack);
    check('a key is taken as it is written, and one that was never recorded has no record', guarantees.keysAreExact);
    check('null, false, 0 and what is empty are values', guarantees.emptyValues);
    check('of two results of the same call the first stays', guarantees.firstStays);
    check('the result of another call under the same key replaces all of the old one', guarantees.anotherCallReplaces);
    check('changes to a record after a put or a get do not reach the journal', guarantees.keepsItsOwnCopy);
    check('many records at the same time all arrive', guarantees.manyArrive);
    check('of many results of one call at the same time everybody reads the same one', guarantees.oneOfManyWins);
    check('rows tell whose they are, since when, and what they hold, also of many', guarantees.rowsTellWhose);
    check('a record that was forgotten is gone, and the others stay', guarantees.forgottenAreGone);
    check('a journal that was closed opens again with all its records, and may be closed twice', guarantees.reopens);
    check('a put that was under way when the journal was closed still arrives', guarantees.arrivesThoughClosed);
  });
}
