import { BY_A_FORK, type StepOrigin } from '../../shared/contract/fork.js';
import type { StepResult } from '../../shared/contract/step-result.js';
import { OriginLost } from '../../shared/errors/origin-lost.js';
import { OutcomeUnknown } from '../../shared/errors/outcome-unknown.js';
import type { Origins } from '../fork/origins.js';
import { isAt, type CallPlace } from '../fork/recorded-answer-of.js';
import { recordedWrites, type RecordedWrite } from '../fork/recorded-writes.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Attempt } from './attempt.js';
import { effectiveKey } from './effective-key.js';

/** What becomes of a write of a fork: what it gave is taken, it goes under the key that it has in the other run, or it is one of the fork's own. */
export type ForkedWrite = { readonly take?: StepResult; readonly key?: string };

export interface ForkedWriteQuestion {
  readonly attempt: Attempt;
  readonly origin: StepOrigin;
  readonly place: CallPlace;
  readonly origins: Origins;
  readonly ledger: Ledger | undefined;
}

/** How long a look into the ledger may hold up an attempt of the other run. */
const LOOK_LEASE_MS = 1_000;

/**
 * Decides about a `sideEffect: 'once'` step of a fork. The same place and input is the same write: done, it is not made again; begun, it is carried on under the
 * same key. Where the other run may have made one at this place with another input, or one with this input at another place, a person decides.
 *
 * @throws OutcomeUnknown for a person to decide
 */
export async function decideForkedWrite(question: ForkedWriteQuestion): Promise<ForkedWrite> {
  const { attempt, place } = question;
  const { doneIn, repeatOf } = attempt.header;
  const writes = await writesOf(question);
  const own = writes.filter((write) => isAt(write.step, place) && write.fingerprint === attempt.fingerprint);
  const result = own.find((write) => write.result !== undefined)?.result;
  if (result !== undefined) return { take: result };
  const [begun] = own;
  if (begun !== undefined) return { key: keyOf(attempt, begun) };
  // A person has decided about this write already.
  if (doneIn !== undefined || repeatOf !== undefined) return {};
  for (const write of writes) {
    const isHere = isAt(write.step, place);
    if ((isHere || write.fingerprint === attempt.fingerprint) && (await mayHaveHappened(question, write))) {
      throw toAsk(question, isHere ? 'made this write with another input' : 'made a write with this input at another place');
    }
  }
  return {};
}

async function writesOf(question: ForkedWriteQuestion): Promise<readonly RecordedWrite[]> {
  const { attempt, origin, place, origins } = question;
  try {
    return await recordedWrites(attempt.temporal, origins, origin, place.step);
  } catch (error) {
    if (!OriginLost.isInstance(error)) throw error;
    if (attempt.header.repeatOf !== undefined || attempt.header.doneIn !== undefined) return [];
    throw toAsk(question, 'is gone, so nobody can tell whether it made this write');
  }
}

/** A write under a key that holds for every run is the ledger's to judge. */
async function mayHaveHappened({ attempt, origin, ledger }: ForkedWriteQuestion, write: RecordedWrite): Promise<boolean> {
  const key = keyOf(attempt, write);
  if (key === attempt.header.key) return false;
  if (write.state !== 'failed' || ledger === undefined) return true;
  const { tenant } = attempt.run;
  const asker = { owner: `a fork of ${origin.workflowId}`, workflowId: origin.workflowId, ...(tenant !== undefined && { tenant }) };
  const state = await ledger.begin({ key, fingerprint: write.fingerprint, leaseMs: LOOK_LEASE_MS, ...asker });
  if (state.status !== 'new') return true;
  await ledger.fail(key, state.fence, 'released');
  return false;
}

function keyOf({ temporal, step: { options } }: Attempt, { header, input }: RecordedWrite): string {
  return effectiveKey({ namespace: temporal.info.activityNamespace, header, options, input });
}

function toAsk({ attempt, origin }: ForkedWriteQuestion, reason: string): OutcomeUnknown {
  const { step, header } = attempt;
  const said = `the run '${origin.workflowId}' that this one was forked from ${reason}`;
  return new OutcomeUnknown({ step: step.entry.activityType, key: header.key, fence: BY_A_FORK, reason: said });
}
