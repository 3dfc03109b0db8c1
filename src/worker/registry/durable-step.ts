import type { DurableOptions, StubDescription } from '../../shared/durable/durable-options.js';
import type { DurableEntry } from '../../shared/steps/durable-entry.js';
import type { ModelCodec } from '../../shared/chain/model-codec.js';
import type { DurableKind, StartWarning, StepCall, StubSource } from '../adapter.js';
import type { RunContext } from '../../shared/contract/run-context.js';
import type { Json } from '../../shared/contract/json.js';

/** One durable export, or a part of one: what the workflow knows of it, and how the worker performs it. */
export interface DurableStep {
  readonly exportName: string;
  /** For a part of an export: the name that the export's stub knows it by. */
  readonly partOf?: string;
  /** The file of its module, without symlinks. */
  readonly file: string;
  /** Without the description, which may take a while: ask `describe`. */
  readonly entry: Omit<DurableEntry, 'description'>;
  describe(): StubDescription | Promise<StubDescription>;
  /** What to log about it when a worker starts. */
  warnings?(): readonly StartWarning[] | Promise<readonly StartWarning[]>;
  /** Of a lazy thing: has it made anew for the next call, as after its credentials were renewed. */
  readonly forgetMade?: (run: RunContext) => void;
  readonly stub: StubSource;
  readonly options: DurableOptions<never>;
  readonly codec?: ModelCodec;
  readonly byReference?: DurableKind['byReference'];
  /** Activity types it is registered under besides its own. */
  readonly aliases: readonly string[];
  /** Missing for a remote activity, which another worker performs, and for an export that is no activity itself, only its parts are. */
  readonly perform?: (call: StepCall) => Promise<Json>;
}
