import type { Json } from '../../shared/contract/json.js';
import type { AttemptSlot } from '../../shared/contract/pipeline.js';
import type { Journal } from '../journal/journal.js';
import type { Ledger } from '../ledger/ledger.js';
import { answerFromJournal } from './answer-from-journal.js';
import { answerFromLedger } from './answer-from-ledger.js';
import type { Attempt } from './attempt.js';

export interface AnswerRecords {
  readonly journal: Journal | undefined;
  readonly ledger?: Ledger;
}

/**
 * Never calls twice for what was recorded: a write under the ledger, everything else in the journal. An earlier attempt that still runs in
 * this process, given up by Temporal after a blocked event loop, is joined.
 */
export function createRecordedAnswerSlot({ journal, ledger }: AnswerRecords): AttemptSlot<Attempt> {
  const running = new Map<string, { readonly attempt: Attempt; readonly value: Promise<Json> }>();

  return {
    name: 'recorded-answer',
    async run(attempt, next) {
      const isWrite = attempt.step.options.sideEffect === 'once';
      const call = `${attempt.header.key}:${attempt.fingerprint}`;
      const earlier = running.get(call);
      if (earlier !== undefined && !earlier.attempt.signal.aborted) {
        attempt.replayedFrom = isWrite ? 'ledger' : 'answer';
        return earlier.value;
      }
      const value = isWrite ? answerFromLedger(ledger, attempt, next) : answerFromJournal(journal, attempt, next);
      const own = { attempt, value };
      running.set(call, own);
      try {
        return await own.value;
      } finally {
        if (running.get(call) === own) running.delete(call);
      }
    },
  };
}
