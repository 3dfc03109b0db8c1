import type { NativeConnection } from '@temporalio/worker';
import type { Artifacts } from '../../shared/artifacts/artifacts.js';
import type { ModelCodec } from '../../shared/chain/model-codec.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import type { Journal } from '../journal/journal.js';
import type { RunRecords } from '../records/run-records.js';
import { createCipher, type Cipher } from '../../payloads/encryption/create-cipher.js';
import { sealedContent, type ContentPlace } from '../../payloads/encryption/sealed-content.js';
import { ChainServices } from '../chain/chain-services.js';
import { encryptedJournal } from '../journal/encrypted-journal.js';
import { encryptedLedger } from '../ledger/encrypted-ledger.js';
import type { StepServices } from '../pipeline/create-activity.js';
import type { DurableStep } from '../registry/durable-step.js';
import { artifactsIn } from '../stores/create-artifacts.js';
import { laptopJournal, laptopLedger, laptopStore } from './laptop-stores.js';
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
): StepServices {
  const write = steps.find((step) => step.perform !== undefined && step.options.sideEffect === 'once');
  const missing = missingStore(options, write);
  if (missing !== undefined) checkLaptop(missing, connection);
  const { ledger = laptopLedger(), journal = laptopJournal(), cachedPrompts = DEFAULT_CACHED_PROMPTS } = options;
  const cipher = cipherOf(options);
  const store = options.store === 'none' ? undefined : (options.store ?? laptopStore());
  const content = store && recordsOf({ ...options, store, journal });
  return {
    journal: cipher === undefined ? journal : encryptedJournal(journal, cipher),
    ...(write !== undefined && { ledger: cipher === undefined ? ledger : encryptedLedger(ledger, cipher) }),
    chain: new ChainServices({ place: content, codecs: codecsOf(steps), cachedPrompts }),
    artifactsFor: ({ tenant }) => (content === undefined ? NO_ARTIFACTS : artifactsIn(content, tenant)),
  };
}

function cipherOf({ encryption }: OncewardPluginOptions): Cipher | undefined {
  return encryption && createCipher(encryption);
}

/** What a worker keeps outside of history. */
export interface OncewardRecords extends ContentPlace {
  readonly journal: Journal;
  /** Everything that keeps rows of runs: the journal. */
  readonly rows: readonly RunRecords[];
}

/**
 * What the options name, or the files of a laptop, read as a worker reads them. Nothing is opened.
 *
 * @throws InvalidOption when there is no store
 */
export function recordsOf(options: OncewardPluginOptions): OncewardRecords {
  const { store = laptopStore(), formerStores = [], journal = laptopJournal() } = options;
  if (store === 'none') throw noStore();
  return { ...sealedContent({ store, formerStores }, cipherOf(options)), journal, rows: [journal] };
}

function codecsOf(steps: readonly DurableStep[]): ReadonlyMap<string, ModelCodec> {
  return new Map(steps.flatMap(({ codec }) => (codec === undefined ? [] : [[codec.name, codec] as const])));
}

function throwNoStore(): never {
  throw noStore();
}

function noStore(): InvalidOption {
  const hint = 'Give the plugin a store, such as fileStore({ folder }).';
  return new InvalidOption({ where: 'new OncewardPlugin()', option: 'store', problem: "is 'none', and something needs a store", hint });
}

interface MissingStore {
  readonly option: 'store' | 'journal' | 'ledger';
  /** Why it is demanded, before what is said of the server. */
  readonly reason: string;
  readonly hint: string;
}

function missingStore({ store, journal, ledger }: OncewardPluginOptions, write: DurableStep | undefined): MissingStore | undefined {
  if (store === undefined || journal === undefined) {
    const hint = 'Give `store` and `journal` that every worker shares. On a laptop, connect with connect() from onceward/worker.';
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
