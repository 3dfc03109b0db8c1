import type { StepOrigin } from '../../shared/contract/fork.js';
import type { Json } from '../../shared/contract/json.js';
import type { AttemptSlot } from '../../shared/contract/pipeline.js';
import type { ModelReply } from '../../shared/contract/prompt-chain.js';
import type { StepResult } from '../../shared/contract/step-result.js';
import { pathInRun } from '../../shared/keys/idempotency-key.js';
import { readStepUsage } from '../../shared/steps/step-usage.js';
import { PromptNeeded } from '../chain/prompt-needed.js';
import { Origins } from '../fork/origins.js';
import { answeredAt, resultOf, type CallPlace } from '../fork/recorded-answer-of.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Attempt } from './attempt.js';
import { decideForkedWrite } from './decide-forked-write.js';

export interface ForkServices {
  /** The runs that runs of this worker were forked from. @default of these steps alone */
  readonly origins?: Origins;
  readonly ledger?: Ledger;
}

/**
 * In a fork, gives what the run that it was forked from has on record for a call, in the form in which it stands there. A write that the other run has made is
 * not made again, wherever in the run it stands.
 */
export function createForkSlot({ origins = new Origins(), ledger }: ForkServices): AttemptSlot<Attempt> {
  return {
    name: 'fork',
    async run(attempt, next) {
      const { origin } = attempt.header;
      if (origin === undefined) return next(attempt);
      if (attempt.step.options.sideEffect !== 'once') return (await takeAnswer(attempt, origin, origins)) ?? next(attempt);
      const decision = await decideForkedWrite({ attempt, origin, place: placeOf(attempt, origin), origins, ledger });
      if (decision.take !== undefined) return take(attempt, decision.take);
      if (decision.key !== undefined) attempt.header = { ...attempt.header, key: decision.key };
      return next(attempt);
    },
  };
}

async function takeAnswer(attempt: Attempt, origin: StepOrigin, origins: Origins): Promise<Json | undefined> {
  if (origin.recorded !== true) return undefined;
  const place = placeOf(attempt, origin);
  const run = await origins.read(attempt.temporal, origin, (known) => answeredAt(known, place) !== undefined);
  const step = answeredAt(run, place);
  const result = step && (await resultOf(step, attempt.temporal.client.options.loadedDataConverter));
  if (result === undefined) return undefined;
  if (result.fingerprint === attempt.fingerprint) return take(attempt, result);
  return origin.whenChanged === 'take' ? take(attempt, result, 'fork-changed') : undefined;
}

function placeOf({ header, step }: Attempt, { within = '' }: StepOrigin): CallPlace {
  return { path: pathInRun(header.scope).slice(within.length), step: step.entry.activityType, ordinal: header.ordinal };
}

/** What it cost was paid by the other run. */
function take(attempt: Attempt, { value, usage = [], attempt: number = 1 }: StepResult, from: Attempt['replayedFrom'] = 'fork'): Json {
  const { codec, entry } = attempt.step;
  attempt.replayedFrom = from;
  // The slot `hydrate` makes a reply of a model's answer.
  const reply = entry.kind === 'model' ? (value as unknown as ModelReply) : undefined;
  if (reply !== undefined && 'need' in reply) throw new PromptNeeded(reply.need);
  const answer = reply?.answer ?? value;
  const said = reply && codec?.usageOf(answer);
  const place = { key: attempt.header.key, attempt: number, said };
  for (const record of usage) attempt.usage.push({ ...readStepUsage(record, place), billed: 'no' });
  return answer;
}
