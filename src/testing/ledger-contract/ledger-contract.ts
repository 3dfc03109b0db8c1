import { checkOptions } from '../../shared/options/check-options.js';
import type { Ledger } from '../../worker/ledger/ledger.js';
import type { TestFramework } from '../test-framework.js';
import * as guarantees from './guarantees.js';

export interface LedgerContractOptions {
  /** Stands in the names of the tests. */
  readonly name: string;
  /** The functions of vitest, jest or `node:test`. */
  readonly framework: Pick<TestFramework, 'describe' | 'test'>;
  /** Gives a new, empty ledger, and what clears it away after its test. */
  readonly create: () => Promise<{ readonly ledger: Ledger; readonly dispose?: () => Promise<void> }>;
}

const OPTION_NAMES = ['name', 'framework', 'create'];

/**
 * Declares the tests that every ledger has to pass, in the test framework that is given: one of many begins; a stored result comes back; a
 * dead attempt's outcome is unknown until somebody decides; a newer fence shuts the older out; leases do not follow the worker's clock.
 *
 * @throws UnknownOption
 * @example
 * ```ts
 * ledgerContract({ name: 'redis', framework: { describe, test }, create: async () => ({ ledger: redisLedger({ url, prefix: randomUUID() }) }) });
 * ```
 */
export function ledgerContract(options: LedgerContractOptions): void {
  checkOptions('ledgerContract()', options, OPTION_NAMES);
  const { describe, test } = options.framework;
  const check = (title: string, guarantee: (ledger: Ledger) => Promise<void>): void => {
    test(title, async () => {
      const { ledger, dispose } = await options.create();
      try {
        await guarantee(ledger);
      } finally {
        await ledger.close();
        await dispose?.();
      }
    });
  };
  describe(`the ledger ${options.name} keeps the contract`, () => {
    check('a new write begins, and is in flight for everybody else', guarantees.inFlightForOthers);
    check('of many that ask at the same time exactly one begins', guarantees.oneOfManyBegins);
    check('what was completed comes back as it was, for ever', guarantees.resultComesBack);
    check('completing again changes nothing and is no error', guarantees.completingTwice);
    check('a failure that did nothing lets the next attempt begin, with a higher fence', guarantees.releasedBeginsAnew);
    check('a failure of unknown outcome begins only when somebody decided so', guarantees.unknownWaitsForDecision);
    check('an attempt that died is of unknown outcome once its lease is over', guarantees.deadAttemptIsUnknown);
    check('one decision to repeat covers one attempt', guarantees.oneDecisionOneAttempt);
    check('a lease that is extended does not run out', guarantees.extendedLeaseHolds);
    check('an older fence can neither complete nor fail nor extend', guarantees.zombieIsRefused);
    check('an attempt whose lease ran out still records what it did, while nobody took its place', guarantees.lateButUncontested);
    check('a write that was completed stays so when its attempt is failed', guarantees.doneStaysDone);
    check('the same key with another input is a conflict, whatever became of the first', guarantees.anotherInputIsAConflict);
    check('a key is taken as it is written', guarantees.keysAreExact);
    check('leases do not follow the clock of the worker', guarantees.leasesIgnoreTheWorkersClock);
    check('rows tell whose they are, since when, and what they hold', guarantees.rowsTellWhose);
    check('a write that was forgotten begins anew, and the others stay', guarantees.forgottenBeginsAnew);
    check('a ledger that was closed opens again with all it knew', guarantees.reopens);
  });
}
