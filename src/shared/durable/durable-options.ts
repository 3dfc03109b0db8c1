import type { Json } from '../contract/json.js';
import type { RunContext } from '../contract/run-context.js';
import type { ToolApproval } from '../contract/tool-approval.js';
import type { Verdict } from '../failures/verdict.js';
import type { Duration } from '../options/duration.js';
import type { DriftResponse } from '../policy/drift-response.js';
import type { SideEffect, UnknownOutcomePolicy } from './side-effect.js';

/** How often and how patiently an activity is tried again. */
export interface RetryOptions {
  /** Attempts in all, the first included. @default by kind, see `DEFAULT_POLICIES` */
  readonly maximumAttempts?: number;
  /** The wait before the second attempt. */
  readonly initialInterval?: Duration;
  /** By how much each further wait grows. */
  readonly backoffCoefficient?: number;
  /** The longest wait between two attempts. */
  readonly maximumInterval?: Duration;
}

/** The options that a call may also set for itself, with `withOptions`. */
export interface CallOptions {
  /** The slowest time that is still normal. Gives `startToCloseTimeout` = 3 × p99 unless that is set. */
  readonly p99?: Duration;
  /** How long one attempt may take. `undefined` stated on purpose means without a limit of its own. */
  readonly startToCloseTimeout?: Duration;
  /** How long all attempts together may take. @default Retry-After cap (15 min) + attempts × start-to-close */
  readonly scheduleToCloseTimeout?: Duration;
  /** How soon a dead worker is noticed. `undefined` stated on purpose switches heartbeats off. */
  readonly heartbeatTimeout?: Duration;
  /**
   * How soon a step goes on after its worker died, against heartbeats, which Temporal Cloud bills: `'fast'` is the heartbeat timeout of its
   * kind (10 s, functions 30 s), `'cheap'` is 60 s. A heartbeat is sent four times in that time. Gives way to a `heartbeatTimeout` beside it.
   * @default 'fast'
   */
  readonly resume?: 'fast' | 'cheap';
  /**
   * The longest `Retry-After` to wait for between two attempts. A longer one ends the attempts, and `outagePatience` waits for it.
   * `scheduleToCloseTimeout` cannot be shorter. @default '15m'
   */
  readonly retryAfterCap?: Duration;
  /**
   * How long the next part of a streamed answer may take before the attempt is given up as hanging. Acts on `durableFetch` and `watchChunks`.
   * `0`, `false` or a stated `undefined`: no limit. @default '60s'
   */
  readonly chunkIdleTimeout?: Duration | false;
  readonly retry?: RetryOptions;
  /**
   * How long the step waits for the other side to come back when its last attempt failed in an outage (overloaded, server error, network,
   * rate limit, timeout). It waits on a durable timer and tries again under the same key. `0`, `false` or a stated `undefined`: not at all.
   * @default '1h'
   */
  readonly outagePatience?: Duration | false;
  /** Where the activity runs. @default the workflow's own task queue, which is also the fastest */
  readonly taskQueue?: string;
  /** Temporal's priority of the activity task, 1 (first) to 5. */
  readonly priority?: number;
  /**
   * What a replay does with a recorded result when the code sends another input now than it was made from, such as an edited prompt. `'warn'`: the result is
   * used, and the log, a metric and the run's current details say so. `'ignore'`: it is used. `'fail'`: the workflow task fails with `ResultDrifted`, before
   * anything acts on the result, until code that sends the recorded input is deployed.
   * @default 'warn'
   */
  readonly drift?: DriftResponse;
}

/** What `withOptions` may be told about the calls made through its result. */
export interface CallSiteOptions extends CallOptions {
  /** Names these calls, so that they are counted by themselves: for calls in a raw `Promise.all`, whose order is no order. Not for secrets. */
  readonly key?: string;
}

/** What the option `key` may use beside the input. An attempt's number is not there: a key that knew it would be another on each retry. */
export interface KeyContext {
  readonly run: RunContext;
  /** The id under which a model asked for this tool call. */
  readonly toolCallId?: string;
}

/** What a function of the option `approval` says of a call. */
export type ApprovalNeed = boolean | ToolApproval;

/** Whose credentials `refreshAuth` renews. */
export interface AuthContext {
  /** That of the step which was refused: a tenant has credentials of their own, and is renewed apart from the others. */
  readonly run: RunContext;
}

/**
 * What `durable()` may be told about a thing.
 *
 * `key` and `scope` make the idempotency key of things that have a name of their own, and run in the activity. With `scope` alone the call
 * still counts by its place in the workflow; with `key` alone it holds within the run; with both it depends on nothing else.
 */
export interface DurableOptions<Input = unknown> extends CallOptions {
  /** Names the call within its scope, such as an invoice's number. @default its number among the calls of this step, and its tool call id */
  readonly key?: (input: Input, context: KeyContext) => string;
  /** What the key holds for, such as a document's id: it then outlives the run. @default the run */
  readonly scope?: (input: Input) => string;
  /**
   * What a tool's failure for good means in an agent loop: the model is told and goes on, or the run fails with it, whatever the loop and
   * the workflow's own code make of it. Clean-up in a non-cancellable scope, such as a saga's, still runs. @default 'tell-model'
   */
  readonly onFailure?: 'tell-model' | 'fail-run';
  /**
   * For a tool: whether a person has to allow a call, and how they are asked; a function of the input decides it for each call, in the activity
   * `policy.<id>`. The run waits at no cost; a call that is not allowed is told to the model with the reason. @default nobody is asked
   */
  readonly approval?: ApprovalNeed | ((input: Input, context: KeyContext) => ApprovalNeed | Promise<ApprovalNeed>);
  /** The second half of the activity type, `<kind>.<id>`. It stands in users' histories. @default the name of the export */
  readonly id?: string;
  /** Ids it had before, under which running workflows may still ask for it. Of a tool, a model's answer may still call it by them. */
  readonly aliases?: readonly string[];
  /** Of a tool: names that models were told before, where they were not its ids. An answer on record that calls one of them calls this tool. */
  readonly formerNames?: readonly string[];
  /**
   * Of a tool or function: makes an input of an older form one of today's. It gets every input, before the schema does, and gives back as it is what has today's form.
   * Runs in the activity. What it throws on is told to the model as an input that does not fit. @default an input is what it is
   */
  readonly migrateInput?: (input: unknown) => unknown;
  /** Decides about an error before Onceward's own rules do; `undefined` leaves it to them. Runs in the activity. */
  readonly classify?: (error: unknown) => Verdict | undefined;
  /**
   * Renews credentials that the other side refused as invalid or over (a 401): called once, by however many steps at once, and then the step is tried again. Refused again
   * right after that, it fails. A thing of `durable.lazy` is made anew; anything else must read its credentials anew for each call. Runs in the activity.
   * @default a step whose credentials are refused fails at once
   */
  readonly refreshAuth?: (context: AuthContext) => void | Promise<void>;
  /**
   * Runs the code of a function or tool in a worker thread, for work that keeps the CPU busy: in the main thread it would hold up the heartbeats
   * of every other call. The thread loads the module for itself, so its state is its own. @default false
   */
  readonly thread?: boolean;
  /**
   * What the step changes outside. 'once', for tools and functions: the ledger of the worker sees to it that it is never repeated unless the
   * earlier attempt did nothing for certain. @default at least once, and `onceward doctor` says so
   */
  readonly sideEffect?: SideEffect;
  /**
   * What happens with a `sideEffect: 'once'` step when an earlier attempt may or may not have done its work: a person is asked, it is done
   * again (right for a service that honours the idempotency key, or for `ledger.transaction`), or `verify` finds out. @default 'ask'
   */
  readonly onUnknownOutcome?: UnknownOutcomePolicy;
  /**
   * Whether results stand in history, or references to the worker's store. Of a tool that a model calls, `auto` is by reference above 2 KB, and
   * `always` is for results that workflow code looks into. Of a retriever, vector store or reranker, `never` is for documents whose texts workflow
   * code only hands on. Models and durable steps get what a reference stands for. Without a store everything is inline. @default 'auto'
   */
  readonly inline?: 'auto' | 'always' | 'never';
  /** A few words on a result that goes by reference, for people and for workflow code. Runs in the activity; longer ones are cut at 500 characters. */
  readonly preview?: (result: Json) => string;
  /**
   * What a tool gets beside its input. With `messages`, those of the conversation in which a model called it, where its framework has
   * them: in the tool's options, or in its runtime's state. Only a reference to them goes along with the call. @default nothing: a tool gets its input
   */
  readonly needs?: readonly 'messages'[];
  /**
   * For a model: keeps what its provider is sent and what it sends back, bodies and headers, in the store. See the plugin's option of this
   * name. @default what the plugin says
   */
  readonly capture?: boolean;
  /** The model's name, when it cannot be read without making the model (`durable.lazy`). */
  readonly modelId?: string;
  /** How many texts or images a model takes in one call, when it cannot be asked without making it (`durable.lazy`). @default what its adapter says */
  readonly itemsPerCall?: number;
}

export const CALL_OPTION_NAMES = [
  'p99',
  'startToCloseTimeout',
  'scheduleToCloseTimeout',
  'heartbeatTimeout',
  'resume',
  'retryAfterCap',
  'chunkIdleTimeout',
  'retry',
  'outagePatience',
  'taskQueue',
  'priority',
  'drift',
] as const satisfies readonly (keyof CallOptions)[];

export const RETRY_OPTION_NAMES = [
  'maximumAttempts',
  'initialInterval',
  'backoffCoefficient',
  'maximumInterval',
] as const satisfies readonly (keyof RetryOptions)[];

export const CALL_SITE_OPTION_NAMES = [...CALL_OPTION_NAMES, 'key'] as const satisfies readonly (keyof CallSiteOptions)[];

export const DURABLE_OPTION_NAMES = [
  ...CALL_OPTION_NAMES,
  'key',
  'scope',
  'onFailure',
  'approval',
  'id',
  'aliases',
  'formerNames',
  'migrateInput',
  'classify',
  'refreshAuth',
  'sideEffect',
  'onUnknownOutcome',
  'inline',
  'needs',
  'preview',
  'capture',
  'modelId',
  'itemsPerCall',
  'thread',
] as const satisfies readonly (keyof DurableOptions)[];

/** What an adapter says about a durable thing to its stub in the workflow: name, schema, description. */
export type StubDescription = { readonly [key: string]: Json };

/** The input that `key` and `scope` of a thing get: a function's first argument, or what a tool's code takes. */
export type InputOf<Target> = Target extends (...input: never[]) => unknown
  ? FirstArgument<Target>
  : Target extends { execute?: infer Execute }
    ? FirstArgument<NonNullable<Execute>>
    : never;

type FirstArgument<Callable> = Callable extends (input: infer Input, ...rest: never[]) => unknown ? Input : never;
