import type { ActivityKind } from '../../shared/contract/activity-kind.js';
import type { CallOptions } from '../../shared/durable/durable-options.js';
import type { Duration } from '../../shared/options/duration.js';
import type { PayloadOptions } from '../../payloads/payload-options.js';
import type { Adapter } from '../adapter.js';
import type { ConfigDrift } from '../../shared/versions/config-drift.js';
import type { Changes } from '../../shared/versions/change.js';
import type { Journal } from '../journal/journal.js';
import type { Ledger } from '../ledger/ledger.js';
import type { ModuleNamespace } from '../registry/collect-steps.js';
import type { DeploymentOptions } from '../versions/deployment.js';
import type { RollOut } from '../versions/roll-out.js';

/** What a worker is told once. */
export interface OncewardPluginOptions extends Omit<PayloadOptions, 'store'> {
  /** The durable modules, as `import * as tools from './tools.js'` gives them. */
  readonly modules: readonly ModuleNamespace[];
  /** The frameworks whose things the modules export. @default [] */
  readonly adapters?: readonly Adapter[];
  /** Serve only steps with one of these task queues, such as `['gpu']`. @default steps without a task queue, and those of the worker's own */
  readonly serve?: readonly string[];
  /** Options for every step that states nothing itself. */
  readonly defaults?: CallOptions;
  /** Options for all steps of a kind. They go before `defaults`. */
  readonly kinds?: Partial<Record<ActivityKind, CallOptions>>;
  /**
   * Where artifacts, large results, prompts and payloads too large for history are kept. Every worker and client must see the same. With `'none'`
   * everything stands in history, some 20 KB a step of an agent with tool results of 8 KB, and steps have no artifacts.
   * @default files under `.onceward/`, on a laptop only
   */
  readonly store?: PayloadOptions['store'] | 'none';
  /** Where results of paid calls are kept until their activity completed. @default SQLite under `.onceward/`, on a laptop only */
  readonly journal?: Journal;
  /** How many worker threads run steps with `thread: true`, at most. @default as many as the machine runs at once */
  readonly threads?: number;
  /**
   * Warns when the event loop stands still for so long, and says which step did it: meanwhile no call of the worker sends heartbeats.
   * `false`: no warning, and no thread that watches. @default { standstill: '2s' }
   */
  readonly eventLoopMonitor?: false | { readonly standstill?: Duration };
  /** Who performs the `sideEffect: 'once'` steps, and what they gave. Every worker must see the same. @default SQLite under `.onceward/`, on a laptop only */
  readonly ledger?: Ledger;
  /** How many conversations a worker keeps in memory, at 128 MB in all; others are read again when they go on. @default 256 */
  readonly cachedPrompts?: number;
  /**
   * Keeps what models' providers are sent and what they send back, bodies and headers, in the store: to see what a client really made of a
   * prompt. Never in history, journal or log; headers that authorize are redacted; encrypted with `encryption`. A request has the whole
   * prompt, so the store grows with the square of a conversation. A model may say otherwise with its own `capture`. @default false
   */
  readonly capture?: boolean;
  /**
   * How many frames the stack of an error has in workflow code, at most; goes into the bundle. Temporal's SDK takes the stack of every promise, and
   * turns each frame into a place of the source, which is most of what a replay would cost. So by default it takes those of a replay not at all, and its
   * `__stack_trace` query, the call stack of Temporal's UI, has the promises made since. With a stated number it has all, and a replay takes twice as long.
   * @default 4, and none for the promises of a replay
   */
  readonly workflowStackTraceLimit?: number;
  /** How long calls in flight may go on after SIGTERM. Give the process at least as long. @default '2m' */
  readonly shutdownGrace?: Duration;
  /**
   * How long a process of this worker lives, where something ends it on time: the timeout of an AWS Lambda function. A step that may take longer is
   * refused when the worker starts, and one that may take longer than its calls get at the end is warned of. @default without end
   */
  readonly processLifetime?: Duration;
  /** The changes of the workflow code, as `defineChanges` gives them: for `rollOut`, `onceward lock` and `onceward versions`. @default none are known */
  readonly changes?: Changes;
  /**
   * Which runs take a change that their history does not have: `'off'` holds it back from all, `0.1` lets a tenth take it, always the same ones. What a
   * run has recorded stays. A `patchActivationCallback` of the worker's own is asked about whatever this lets go.
   * @default all
   */
  readonly rollOut?: RollOut;
  /**
   * What becomes of a run under way when the code that goes on with it asks models with another model, other instructions or other tools than it began
   * with. `'keep'` and `'upgrade'`: it goes on; log, current details and the summary of its next call say what has changed. `'fail'`: it fails with
   * `ConfigDrifted` before it asks for anything. For values given to `pinConfig` it is the default of their own `onDrift`. Goes into the bundle.
   * @default 'keep'
   */
  readonly configDrift?: ConfigDrift;
  /**
   * The name of the worker deployment that this worker is a build of: Temporal then keeps each run on the build that it began on, as long as workers of
   * that build are there. See docs/versions.md for when. @default none, all workers of a queue are alike
   */
  readonly deployment?: string | DeploymentOptions;
}

export const PLUGIN_OPTION_NAMES = [
  'modules',
  'adapters',
  'serve',
  'defaults',
  'kinds',
  'store',
  'encryption',
  'compression',
  'offloadAboveBytes',
  'formerStores',
  'journal',
  'threads',
  'eventLoopMonitor',
  'ledger',
  'cachedPrompts',
  'capture',
  'workflowStackTraceLimit',
  'shutdownGrace',
  'processLifetime',
  'changes',
  'rollOut',
  'configDrift',
  'deployment',
] as const satisfies readonly (keyof OncewardPluginOptions)[];
