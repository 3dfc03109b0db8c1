import type { ForkHeader, ForkMessage, ForkPlan, StepOrigin } from '../../shared/contract/fork.js';
import type { StepHeader } from '../../shared/contract/step-header.js';
import type { StepReply } from '../../shared/contract/step-result.js';
import { isStepResult } from '../../shared/contract/step-result.js';
import { pathInRun, pathWithin } from '../../shared/keys/idempotency-key.js';
import { runScopeName } from '../key-scope.js';

/** What is known of the run that this one was forked from. */
interface ForkState {
  readonly header: ForkHeader;
  readonly plan: ForkPlan;
  /** Of the messages, those that nobody has taken yet. */
  readonly messages: ForkMessage[];
}

let state: ForkState | undefined;
/** Whether a call that has an answer on record was asked something else. */
let hasDiverged = false;

/** @internal Called once, before the workflow function runs. */
export function beginFork(header: ForkHeader, plan: ForkPlan): void {
  state = { header, plan, messages: [...plan.messages] };
}

/** What an activity is told, so that it can take the answer of the other run; undefined in a run that is no fork. */
export function originOf({ scope, step, ordinal }: StepHeader): StepOrigin | undefined {
  if (state === undefined) return undefined;
  const { v: _v, before: _before, ...origin } = state.header;
  const within = pathInRun(runScopeName());
  const ordinals = state.plan.taken[pathWithin(scope, runScopeName())]?.[step];
  return { ...origin, ...(within !== '' && { within }), ...(ordinals?.includes(ordinal) && { recorded: true }) };
}

/** Notes what came of a call that has an answer on record. */
export function noteForkedReply(reply: StepReply): void {
  if (!isStepResult(reply) || reply.replayedFrom !== 'fork') hasDiverged = true;
}

/** The header for the child whose scope has this name, when the other run started one at that place. */
export function originOfChild(scope: string): ForkHeader | undefined {
  const child = state?.plan.children[pathWithin(scope, runScopeName())];
  if (state === undefined || child === undefined) return undefined;
  const { whenChanged } = state.header;
  return { v: 1, ...child, ...(whenChanged !== undefined && { whenChanged }) };
}

/** What the other run got by updates and signals of this name before the place of the fork. Each is given once. */
export function takeForkedMessages(name: string, isWanted: (message: ForkMessage) => boolean = () => true): readonly ForkMessage[] {
  return takeMessages((message) => message.name === name && isWanted(message));
}

/** The signals that the other run got before the place of the fork, of all names that are wanted. Each is given once. */
export function takeForkedSignals(isWanted: (name: string) => boolean): readonly ForkMessage[] {
  return takeMessages(({ kind, name }) => kind === 'signal' && isWanted(name));
}

function takeMessages(isWanted: (message: ForkMessage) => boolean): readonly ForkMessage[] {
  if (state === undefined) return [];
  const wanted = state.messages.filter(isWanted);
  for (const message of wanted) state.messages.splice(state.messages.indexOf(message), 1);
  return wanted;
}

/** Whether what people are asked is what they were asked in the other run, as far as anybody can tell. */
export function asksTheSame(): boolean {
  return !hasDiverged;
}
