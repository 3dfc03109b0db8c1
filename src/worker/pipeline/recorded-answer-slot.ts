import type { Json } from '../../shared/contract/json.js';
import type { AttemptSlot } from '../../shared/contract/pipeline.js';
import type { Journal } from '../journal/journal.js';
import type { Ledger } from '../ledger/ledger.js';
import { answerFromJournal } from './answer-from-journal.js';
import { answerFromLedger } from './answer-from-ledger.js';
import type { Attempt } from './attempt.js';
import { fromRecordable, toRecordable } from './recordable-value.js';
import { stopAttempt } from './stop-signal.js';

export interface AnswerRecords {
  readonly journal: Journal | undefined;
  readonly ledger?: Ledger;
}

interface RunningCall {
  readonly attempt: Attempt;
  readonly startedAtMs: number;
  readonly value: Promise<Json>;
}

/** In start-to-close timeouts: the attempt after a slow one joins it, and the one after that finds that it hangs. Both with time to spare. */
const JOINED_FOR = 1.5;

/**
 * Never calls twice for what was recorded: a write under the ledger, everything else in the journal. An earlier attempt that still runs in
 * this process, given up by Temporal after a blocked event loop or for being slow, is joined; one that hangs is stopped, and the call made again.
 */
export function createRecordedAnswerSlot({ journal, ledger }: AnswerRecords): AttemptSlot<Attempt> {
  const running = new Map<string, RunningCall>();

  return {
    name: 'recorded-answer',
    async run(attempt, next) {
      const isWrite = attempt.step.options.sideEffect === 'once';
      const call = `${attempt.header.key}:${attempt.fingerprint}`;
      const earlier = running.get(call);
      // Whether a write that hangs may be made again is for the ledger to say, whose lease ends with the start-to-close timeout.
      if (earlier !== undefined && !isWrite && hangs(earlier)) stop(earlier);
      if (earlier !== undefined && !earlier.attempt.signal.aborted) {
        attempt.replayedFrom = isWrite ? 'ledger' : 'answer';
        return fromRecordable(await earlier.value);
      }
      const perform = async (own: Attempt): Promise<Json> => toRecordable(await next(own));
      const value = isWrite ? answerFromLedger(ledger, attempt, perform) : answerFromJournal(journal, attempt, perform);
      const own: RunningCall = { attempt, startedAtMs: performance.now(), value };
      running.set(call, own);
      try {
        return fromRecordable(await own.value);
      } finally {
        if (running.get(call) === own) running.delete(call);
      }
    },
  };
}

function hangs({ attempt, startedAtMs }: RunningCall): boolean {
  const { startToCloseTimeoutMs } = attempt.temporal.info;
  return startToCloseTimeoutMs > 0 && performance.now() - startedAtMs > JOINED_FOR * startToCloseTimeoutMs;
}

function stop({ attempt }: RunningCall): void {
  const { temporal, header } = attempt;
  temporal.log.warn('A call did not end within its start-to-close timeout, nor in the attempt after it. It is stopped and made again', {
    key: header.key,
  });
  stopAttempt(
    temporal,
    new Error(`The call did not end within its start-to-close timeout of ${temporal.info.startToCloseTimeoutMs} ms, twice.`),
  );
}
