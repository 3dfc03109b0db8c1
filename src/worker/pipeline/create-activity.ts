import { hash } from 'node:crypto';
import { Context, type Info } from '@temporalio/activity';
import type { AttemptRecord } from '../../shared/contract/attempt-record.js';
import type { Hash, Json } from '../../shared/contract/json.js';
import { ATTEMPT_SLOTS, type AttemptSlot } from '../../shared/contract/pipeline.js';
import type { PinnedConfig } from '../../shared/contract/pinned-config.js';
import type { StepResult } from '../../shared/contract/step-result.js';
import { fingerprint } from '../../shared/keys/fingerprint.js';
import { DEFAULT_ATTEMPT_LIMITS } from '../../shared/policy/default-policies.js';
import { writeStepUsage } from '../../shared/steps/step-usage.js';
import { composeSlots } from '../../shared/steps/compose-slots.js';
import type { SizeLimit } from '../../shared/size/check-size.js';
import type { Artifacts } from '../../shared/artifacts/artifacts.js';
import type { RunContext } from '../../shared/contract/run-context.js';
import type { Origins } from '../fork/origins.js';
import type { Journal } from '../journal/journal.js';
import type { Ledger } from '../ledger/ledger.js';
import type { DurableStep } from '../registry/durable-step.js';
import type { Attempt } from './attempt.js';
import { callSlot } from './call-slot.js';
import { concealActivityFailure } from './conceal-activity-failure.js';
import { classifySlot, toActivityFailure } from './classify-slot.js';
import { createContextSlot } from './context-slot.js';
import { heartbeatSlot } from './heartbeat-slot.js';
import { effectiveKey } from './effective-key.js';
import type { ChainServices } from '../chain/chain-services.js';
import { createForkSlot } from './fork-slot.js';
import { createGuardOutSlot } from './guard-out-slot.js';
import { createHydrateSlot } from './hydrate-slot.js';
import { createRecordedAnswerSlot } from './recorded-answer-slot.js';
import { migratedInput } from './migrate-input.js';
import { stepHeaderOf } from './step-header-of.js';
import { stopSignalOf } from './stop-signal.js';

/** What the activities of a worker share. */
export interface StepServices {
  readonly journal: Journal | undefined;
  /** Demanded only by steps with `sideEffect: 'once'`. */
  readonly ledger?: Ledger;
  readonly chain: ChainServices;
  /** The runs that runs of this worker were forked from. @default of these steps alone */
  readonly origins?: Origins;
  readonly artifactsFor: (run: RunContext) => Artifacts;
  /** What a result may take. @default what fits with a store */
  readonly resultLimit?: () => SizeLimit;
  /** Whether exchanges with models' providers are captured, unless a model says otherwise. @default false */
  readonly capture?: boolean;
  /** Whether failures are encrypted: then nothing that reads them on their way out sees their words. @default never */
  readonly concealsFailures?: () => boolean;
}

/** The activity function that Temporal calls for a step. */
export type StepActivity = (...input: Json[]) => Promise<StepResult>;

/** Builds the activity side once for all steps of a worker, and gives the way to make a step's activity of it. */
export function createActivities(services: StepServices): (step: DurableStep, perform: Attempt['perform']) => StepActivity {
  const slots: readonly AttemptSlot<Attempt>[] = [
    createContextSlot(services),
    heartbeatSlot,
    classifySlot,
    createHydrateSlot(services.chain),
    createForkSlot(services),
    createGuardOutSlot(services),
    createRecordedAnswerSlot(services),
    callSlot,
  ];
  const pipeline = composeSlots<Attempt, Json>(
    ATTEMPT_SLOTS,
    'call',
    slots.map((slot) => ({ name: slot.name, around: (attempt, next) => slot.run(attempt, next) })),
  );
  return (step, perform) =>
    async (...input) => {
      const concealsFailures = services.concealsFailures?.() === true;
      try {
        const attempt = withEffectiveKey(withMigratedInput({ ...createAttempt(step, perform, input), concealsFailures }));
        return toStepResult(attempt, await pipeline(attempt));
      } catch (error) {
        throw concealsFailures ? concealActivityFailure(error) : error;
      }
    };
}

function createAttempt(step: DurableStep, perform: Attempt['perform'], args: readonly Json[]): Omit<Attempt, 'concealsFailures'> {
  const temporal = Context.current();
  const header = stepHeaderOf(temporal.info, step.entry.policy);
  const { doneIn: fence } = header;
  const pinned = header.pinned === true ? (args.at(-1) as PinnedConfig | undefined) : undefined;
  const input = fence === undefined && pinned === undefined ? args : args.slice(0, -1);
  return {
    step,
    perform,
    header,
    limits: { ...DEFAULT_ATTEMPT_LIMITS, ...header.limits },
    run: header.run ?? { v: 1 },
    input,
    ...(pinned !== undefined && { pinned }),
    ...(fence !== undefined && { saidDone: { fence, value: args.at(-1) ?? null } }),
    // Under the name that it was called by: an alias is what the workflow compares with.
    fingerprint: fingerprint(temporal.info.activityType, input, nodeSha256),
    temporal,
    signal: stopSignalOf(temporal),
    usage: [],
    providerJob: providerJobBefore(temporal.info),
  };
}

/** Kept through an attempt that dies before it looks. */
function providerJobBefore({ heartbeatDetails }: Info): AttemptRecord['providerJob'] {
  return (heartbeatDetails as Partial<AttemptRecord> | undefined)?.providerJob;
}

function withMigratedInput(attempt: Attempt): Attempt {
  const { step, input } = attempt;
  try {
    return { ...attempt, input: migratedInput(step.entry.id, step.options, input) };
  } catch (error) {
    throw toActivityFailure(attempt, error);
  }
}

/** From here on the key in the attempt's header is the one that counts. */
function withEffectiveKey(attempt: Attempt): Attempt {
  const { header, step, input, temporal } = attempt;
  try {
    const key = effectiveKey({ namespace: temporal.info.activityNamespace, header, options: step.options, input });
    return { ...attempt, header: { ...header, key } };
  } catch (error) {
    throw toActivityFailure(attempt, error);
  }
}

/** It stands in history for every step, so what is usual or known there is left out. */
function toStepResult(
  { step, fingerprint: ownFingerprint, header, temporal, usage, replayedFrom, pinned }: Attempt,
  value: Json,
): StepResult {
  const { attempt } = temporal.info;
  const said = step.codec && isAnswer(value) ? step.codec.usageOf(value.answer) : undefined;
  const written = usage.map((record) => writeStepUsage(record, { key: header.key, attempt, said }));
  return {
    onceward: 1,
    value,
    fingerprint: ownFingerprint,
    ...(attempt > 1 && { attempt }),
    ...(written.length > 0 && { usage: written }),
    ...(replayedFrom !== undefined && { replayedFrom }),
    ...(pinned !== undefined && { pinned }),
  };
}

function isAnswer(value: Json): value is { readonly answer: Json } & Json {
  return typeof value === 'object' && value !== null && 'answer' in value;
}

/** The same hash as the sandbox makes, at a tenth of its time. */
function nodeSha256(text: string): Hash {
  return hash('sha256', text);
}
