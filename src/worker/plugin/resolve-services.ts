import type { NativeConnection } from '@temporalio/worker';
import type { Artifacts } from '../../shared/artifacts/artifacts.js';
import type { ModelCodec } from '../../shared/chain/model-codec.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { ChainServices } from '../chain/chain-services.js';
import { Origins } from '../fork/origins.js';
import type { StepServices } from '../pipeline/create-activity.js';
import type { DurableStep } from '../registry/durable-step.js';
import { artifactsIn } from '../stores/create-artifacts.js';
import { keepingOf, noStore } from './onceward-records.js';
import type { OncewardPluginOptions } from './plugin-options.js';
import { addressOf, isLoopback } from './server-address.js';

const DEFAULT_CACHED_PROMPTS = 256;

const NO_ARTIFACTS: Artifacts = { put: () => Promise.reject(noStore()), open: () => throwNoStore() };

/**
 * The stores a worker uses: those it was given, or files of this machine when the server runs on it too. A ledger only when one of the
 * steps that it serves needs it.
 *
 * @throws InvalidOption when the server is elsewhere and a store is missing: files of one machine are no record for many
 */
export function resolveServices(
  options: OncewardPluginOptions,
  connection: NativeConnection | undefined,
  steps: readonly DurableStep[],
): StepServices & { readonly origins: Origins } {
  const write = steps.find((step) => step.perform !== undefined && step.options.sideEffect === 'once');
  const missing = missingStore(options, write);
  if (missing !== undefined) checkLaptop(missing, connection);
  const { cachedPrompts = DEFAULT_CACHED_PROMPTS } = options;
  const { content, journal, ledger } = keepingOf(options);
  if (content === undefined) refuseCapture(options, steps);
  return {
    journal,
    ...(write !== undefined && { ledger }),
    chain: new ChainServices({ place: content, codecs: codecsOf(steps), cachedPrompts }),
    origins: new Origins(),
    capture: options.capture === true,
    artifactsFor: ({ tenant }) => (content === undefined ? NO_ARTIFACTS : artifactsIn(content, tenant)),
  };
}

/** @throws InvalidOption: without a store there is no place for it but the history */
function refuseCapture({ capture = false }: OncewardPluginOptions, steps: readonly DurableStep[]): void {
  const own = steps.find((step) => step.options.capture === true);
  if (!capture && own === undefined) return;
  const where = own === undefined ? 'new OncewardPlugin()' : `'${own.exportName}' of ${own.file}`;
  const hint = 'Give the plugin a store, or leave `capture` out.';
  throw new InvalidOption({ where, option: 'capture', problem: "is true, and the plugin's `store` is 'none'", hint });
}

function codecsOf(steps: readonly DurableStep[]): ReadonlyMap<string, ModelCodec> {
  return new Map(steps.flatMap(({ codec }) => (codec === undefined ? [] : [[codec.name, codec] as const])));
}

function throwNoStore(): never {
  throw noStore();
}

interface MissingStore {
  readonly option: 'store' | 'journal' | 'ledger';
  /** Why it is demanded, before what is said of the server. */
  readonly reason: string;
  readonly hint: string;
}

function missingStore({ store, journal, ledger }: OncewardPluginOptions, write: DurableStep | undefined): MissingStore | undefined {
  if (store === undefined || journal === undefined) {
    const hint =
      'Give `store` and `journal` that every worker shares, such as s3Store and postgresJournal of onceward/stores. On a laptop, connect with connect() from onceward/worker.';
    return { option: store === undefined ? 'store' : 'journal', reason: 'is missing', hint };
  }
  if (write === undefined || ledger !== undefined) return undefined;
  const hint =
    'Give a ledger that every worker shares: `ledger: postgresLedger({ pool })` from onceward/stores/postgres. On a laptop, connect with connect() from onceward/worker.';
  return { option: 'ledger', reason: `is missing, which '${write.entry.activityType}' needs for sideEffect: 'once'`, hint };
}

function checkLaptop({ option, reason, hint }: MissingStore, connection: NativeConnection | undefined): void {
  const address = addressOf(connection);
  if (address !== undefined && isLoopback(address)) return;
  const problem =
    address === undefined
      ? `${reason}, and this worker cannot see where its connection goes`
      : `${reason}, and the server is at ${address}, not on this machine`;
  throw new InvalidOption({ where: 'new OncewardPlugin()', option, problem, hint });
}
