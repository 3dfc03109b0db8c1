import type { Json } from '../../shared/contract/json.js';
import { IdempotencyConflict } from '../../shared/errors/idempotency-conflict.js';
import { OutcomeUnknown } from '../../shared/errors/outcome-unknown.js';
import { WriteInFlight } from '../../shared/errors/write-in-flight.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import type { Ledger, LedgerRequest, LedgerResult, LedgerState } from '../ledger/ledger.js';
import { fromStoredResult } from '../ledger/stored-result.js';
import type { Attempt } from './attempt.js';
import { stepContext } from './context-slot.js';
import { decideOutcome, type OutcomeDecision } from './decide-outcome.js';
import { ownerOf } from './owner-of.js';
import { performOnce, recordResult } from './perform-once.js';

/** The lease of a step without heartbeats. */
const DEFAULT_LEASE_MS = 30_000;

type Perform = (attempt: Attempt) => Promise<Json>;

/**
 * Performs a `sideEffect: 'once'` step under the ledger: each attempt, also the first, asks it before anything else. A write that was
 * done is answered from there; one that is under way elsewhere is asked for later; one of unknown outcome goes by the step's policy.
 *
 * @throws WriteInFlight, IdempotencyConflict, OutcomeUnknown, LeaseLost; LedgerUnavailable before anything was done
 */
export async function answerFromLedger(ledger: Ledger | undefined, attempt: Attempt, perform: Perform): Promise<Json> {
  if (ledger === undefined) throw withoutLedger(attempt);
  const request = requestOf(attempt);
  const { saidDone, header } = attempt;
  const takeOver = saidDone?.fence ?? header.repeatOf;
  const askedAtMs = performance.now();
  const state = await ledger.begin({ ...request, ...(takeOver !== undefined && { takeOver }) });
  const said: OutcomeDecision | undefined = saidDone && { repeat: false, value: saidDone.value };
  if (state.status !== 'unknown') return enter({ ledger, attempt, perform, state, askedAtMs, decision: said ?? { repeat: true } });
  // What was said to have happened has, whatever else was tried meanwhile.
  const decision = said ?? (await decideOutcome(attempt, state.fence));
  // Another attempt may have come in between: then its state holds, and what was decided does not.
  const askedAgainAtMs = performance.now();
  const next = await ledger.begin({ ...request, takeOver: state.fence });
  return enter({ ledger, attempt, perform, state: next, askedAtMs: askedAgainAtMs, decision });
}

interface Entering {
  readonly ledger: Ledger;
  readonly attempt: Attempt;
  readonly perform: Perform;
  readonly state: LedgerState;
  /** When the ledger was asked for `state`. */
  readonly askedAtMs: number;
  readonly decision: OutcomeDecision;
}

async function enter({ ledger, attempt, perform, state, askedAtMs, decision }: Entering): Promise<Json> {
  const { step, header } = attempt;
  const write = { step: step.entry.activityType, key: header.key };
  switch (state.status) {
    case 'new': {
      const { fence } = state;
      attempt.fence = fence;
      if (decision.repeat) return performOnce({ ledger, attempt, fence, leaseMs: leaseMsOf(attempt), askedAtMs }, perform);
      attempt.replayedFrom = 'ledger';
      await recordResult({ ledger, attempt, fence }, decision.value);
      return decision.value;
    }
    case 'done':
      return replay(attempt, state.result);
    case 'in-flight':
      throw new WriteInFlight({ ...write, remainingMs: state.remainingMs });
    case 'conflict':
      throw new IdempotencyConflict(write);
    case 'unknown':
      break;
  }
  throw new OutcomeUnknown({ ...write, fence: state.fence, reason: 'an earlier attempt ended before it could say' });
}

async function replay(attempt: Attempt, result: LedgerResult): Promise<Json> {
  attempt.replayedFrom = 'ledger';
  attempt.usage.push(...(result.usage ?? []));
  return fromStoredResult(result, stepContext().artifacts);
}

function requestOf(attempt: Attempt): LedgerRequest {
  const { header, fingerprint, temporal } = attempt;
  const owner = `${temporal.info.workflowExecution?.workflowId ?? ''}#${temporal.info.attempt}@${process.pid}`;
  return { key: header.key, fingerprint, owner, leaseMs: leaseMsOf(attempt), ...ownerOf(attempt) };
}

/** As long as Temporal waits for a heartbeat: when it begins another attempt, the lease of a dead one is over, too. */
function leaseMsOf({ temporal }: Attempt): number {
  return temporal.info.heartbeatTimeoutMs || DEFAULT_LEASE_MS;
}

function withoutLedger({ step }: Attempt): InvalidOption {
  return new InvalidOption({
    where: `'${step.exportName}' of ${step.file}`,
    option: 'sideEffect',
    problem: "is 'once', and this worker has no ledger",
    hint: 'Give `ledger` to new OncewardPlugin().',
  });
}
