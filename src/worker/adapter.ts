import type { ActivityKind } from '../shared/contract/activity-kind.js';
import type { Hash, Json } from '../shared/contract/json.js';
import type { DurableOptions, StubDescription } from '../shared/durable/durable-options.js';
import type { DurableContext } from '../shared/context/durable-context.js';
import type { UsageRecord } from '../shared/contract/usage-record.js';
import type { ConversationForm } from '../shared/chain/conversation-form.js';
import type { ModelCodec } from '../shared/chain/model-codec.js';
import type { ModelPrompt } from './chain/model-prompt.js';
import type { WireExchange } from './capture/to-captured-text.js';
import type { LibraryReplacement } from './bundler/library-replacement.js';
import type { Refusal } from './bundler/refusal.js';
import type { SourceFix } from './bundler/source-fix.js';

/** Where the stub of a kind comes from, in the workflow bundle. */
export interface StubSource {
  /** The absolute URL of a workflow-side module, as `import.meta.resolve` gives it. */
  readonly module: string;
  /** A function `(entry: DurableEntry) => stub` that it exports. */
  readonly export: string;
}

/** What a step of an adapter gets to work with. */
export interface StepCall {
  /** The activity's arguments. */
  readonly input: readonly Json[];
  /**
   * For a model: the prompt of this call, whole. Errors of it go on unchanged; not all of them are for anybody to see.
   *
   * @throws InvalidDurable when the activity's argument is no model call
   */
  prompt(): Promise<ModelPrompt>;
  /**
   * For a tool with `needs: ['messages']`: the messages of the conversation in which a model called it, in the adapter's encoding; the last one
   * is the answer with the call.
   *
   * @throws PromptLost, PayloadMissing, PayloadCorrupted; InvalidDurable when no model called it
   */
  readonly messages?: () => Promise<readonly Json[]>;
  readonly context: DurableContext;
  /**
   * Does what comes before the other side is asked for anything that counts, such as opening a connection. A step that fails in there did
   * nothing for certain, whatever it failed with. Call it from the start: what comes after it, or without it, is the call.
   */
  readonly prepare: <Result>(fn: () => Promise<Result>) => Promise<Result>;
  /**
   * For a model with the option `capture`: takes what the provider was sent and what it sent back, and gives the name for `addUsage` under which
   * that will be in the store. Never throws.
   *
   * @default none: nothing is captured
   */
  readonly capture?: (exchange: WireExchange) => Promise<Hash | undefined>;
  /** Records what the provider says it used. */
  addUsage(usage: Omit<UsageRecord, 'key' | 'attempt'>): void;
}

/** What the owner of a worker should know before it runs: one line of its log. */
export interface StartWarning {
  /** What is not as it should be, such as "its client sends a failed request again by itself". */
  readonly problem: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
}

/** An activity that a thing has besides or instead: with the thing's id and options, and a name by which its stub knows it. */
export interface DurablePart<Target = unknown> extends Pick<DurableKind<Target>, 'codec' | 'byReference'> {
  /**
   * A kind of its own, which makes the activity `<kind>.<id>`.
   *
   * @default the thing's; the activity is `<kind>.<id>.<name>`
   */
  readonly kind?: ActivityKind;
  /**
   * Whether it only reads, whatever the thing's `sideEffect` says of the others.
   *
   * @default false
   */
  readonly reads?: boolean;
  /** Performs one call, with the framework's own retries off: one provider request an attempt. */
  perform(target: Target, call: StepCall): Promise<Json>;
}

/** One kind of thing a framework has, such as its language models: how it is described, stubbed and called. */
export interface DurableKind<Target = unknown> {
  readonly kind: ActivityKind;
  readonly stub: StubSource;
  /**
   * What the stub must know. `target` is missing for a lazy thing, which nobody makes for this. What it throws is told as what is wrong with the export.
   */
  describe(target: Target | undefined, options: DurableOptions<never>): StubDescription | Promise<StubDescription>;
  /** For a model: how it writes prompts and answers. */
  readonly codec?: ModelCodec;
  /**
   * Which parts of a result may go by reference: of a tool that a model called, those that `toReference` finds large; of any other thing, with
   * `inline: 'never'`. `toReference` gives what takes the part's place: for a text, a text.
   *
   * @default of a tool the result as a whole; of any other thing nothing, and `inline: 'never'` is refused
   */
  readonly byReference?: (result: Json, toReference: (part: Json) => Promise<Json>) => Promise<Json>;
  /**
   * Performs one call, with the framework's own retries off: one provider request an attempt.
   *
   * @default none: all that the thing does are its parts
   */
  perform?(target: Target, call: StepCall): Promise<Json>;
  /**
   * Activities that a thing has besides, by the names that its stub knows them by. `target` is missing for a lazy thing.
   *
   * @default none
   */
  parts?(target: Target | undefined): Readonly<Record<string, DurablePart<Target>>>;
  /** What is logged about a thing when a worker starts, such as retries that `perform` cannot switch off. Not asked about lazy things. */
  warnings?(target: Target): readonly StartWarning[] | Promise<readonly StartWarning[]>;
}

/** A kind whose things are activities themselves. */
export interface CallableKind<Target = unknown> extends DurableKind<Target> {
  /** Performs one call, with the framework's own retries off: one provider request an attempt. */
  perform(target: Target, call: StepCall): Promise<Json>;
}

/**
 * What a framework brings: it recognises its own objects among durable exports and says how each kind is called. Core knows no framework.
 */
export interface Adapter {
  readonly name: string;
  /** The kinds by the names that `durable.lazy` takes: `<adapter>/<thing>`. */
  readonly kinds: Readonly<Record<string, DurableKind>>;
  /** The name of the kind that a tagged object is, or undefined when it is not this framework's. */
  recognize(target: object): string | undefined;
  /** How conversations with its models are read back, by `onceward transcript` and `onceward export`. */
  readonly conversation?: ConversationForm;
  /** Called when a worker starts. What it gives is called when that worker has ended: the place to close connections. */
  open?(): () => Promise<void>;
  /** Where a thread makes this adapter for itself: a function without parameters. Without it no step of the adapter can have `thread: true`. */
  readonly source?: StubSource;
  /** The packages whose version decides what a loop asks of its model: runs record those that are in the bundle. */
  readonly frameworks?: readonly string[];
  /** What the framework's libraries need to run in the sandbox. */
  readonly replacements?: readonly LibraryReplacement[];
  /** Lines of the framework's libraries that the sandbox refuses. */
  readonly sourceFixes?: readonly SourceFix[];
  /** What workflow code cannot import, and the durable way: whoever does is told when the workflows are bundled. */
  readonly refusals?: readonly Refusal[];
  /** The absolute URLs of modules that every workflow loads before the user's code: what the libraries expect to find in the global object. */
  readonly interceptorModules?: readonly string[];
}
