import { patched, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { Json } from '../../shared/contract/json.js';
import { PIN_ACTIVITY, upgradePatch, type PinnedValues } from '../../shared/contract/pinned-values.js';
import { canonicalJson } from '../../shared/encoding/canonical-json.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { checkConfigDrift } from '../../shared/versions/check-config-drift.js';
import type { ConfigDrift } from '../../shared/versions/config-drift.js';
import { answerForDrift, CONFIG_DRIFT, endDrift, noteConfigDrift } from './drifted-config.js';

const WHERE = 'pinConfig()';
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

type Values = PinnedValues['values'];

export interface PinConfigOptions {
  /**
   * What a run under way does when the code gives other values than it has on record. `'keep'`: it keeps to those on record, to its end. `'upgrade'`:
   * from its next call of `pinConfig` on it has the new ones, and has them on record. `'fail'`: it fails with `ConfigDrifted` before it asks for anything.
   *
   * @default what the plugin's `configDrift` says, and that is 'keep'
   */
  readonly onDrift?: ConfigDrift;
}

interface Pinned {
  readonly values: Values;
  /** How often the run went over to other values. */
  readonly upgrades: number;
}

/** By name. Calls at one moment wait for each other: the first one records. */
const pins = new Map<string, Promise<Pinned>>();

/**
 * Records values once a run, such as a model's name, instructions and limits, and gives those that the run has on record: a deploy that changes them leaves
 * runs under way as they are, unless `onDrift` says otherwise. Costs one event, the marker of a local activity, which can be read in Temporal's UI.
 *
 * It is a call like that of a step: whoever adds it to a workflow, or takes it out, needs `versioned` for the runs under way.
 *
 * @param name names the values within the run
 * @param values JSON, the same in each call: constants of the code, nothing that differs from run to run
 * @throws InvalidOption, UnknownOption; ConfigDrifted
 * @example
 * ```ts
 * const { instructions, maxSteps } = await pinConfig('writer', { instructions: INSTRUCTIONS, maxSteps: 8 });
 * ```
 */
export async function pinConfig<const Given extends Values>(name: string, values: Given, options: PinConfigOptions = {}): Promise<Given> {
  checkOptions(WHERE, options, ['onDrift']);
  checkConfigDrift(WHERE, 'onDrift', options.onDrift);
  if (typeof name !== 'string' || !NAME.test(name)) throw noName(name);
  const { onDrift = CONFIG_DRIFT } = options;
  const before = pins.get(name);
  const pin = before === undefined ? record(name, values, 0) : before.then((pinned) => laterPin(name, values, { pinned, onDrift }));
  pins.set(name, pin);
  const { values: recorded } = await pin;
  noteChanges(name, changedMembers(recorded, values), onDrift);
  return recorded as Given;
}

async function record(name: string, values: Values, upgrades: number): Promise<Pinned> {
  const { [PIN_ACTIVITY]: pin } = proxyLocalActivities<Record<typeof PIN_ACTIVITY, (given: PinnedValues) => Promise<PinnedValues>>>({
    startToCloseTimeout: '10s',
    summary: `config ${name}`,
  });
  const { values: recorded } = await pin({ v: 1, name, values });
  return { values: recorded, upgrades };
}

interface Earlier {
  readonly pinned: Pinned;
  readonly onDrift: ConfigDrift;
}

async function laterPin(name: string, values: Values, { pinned, onDrift }: Earlier): Promise<Pinned> {
  const wants = onDrift === 'upgrade' && changedMembers(pinned.values, values).length > 0;
  return goesOver(name, pinned, wants) ? record(name, values, pinned.upgrades + 1) : pinned;
}

function noteChanges(name: string, members: readonly string[], onDrift: ConfigDrift): void {
  const key = `pin:${name}`;
  if (members.length === 0) return endDrift(key);
  // Names only: values may be long, and not for everybody.
  noteConfigDrift(key, [{ part: 'value', text: `${name}: ${members.join(', ')}` }], onDrift);
  answerForDrift();
}

/** On replay a run goes over where it did, whatever the code says now. */
function goesOver(name: string, { upgrades }: Pinned, wants: boolean): boolean {
  return (wants || workflowInfo().unsafe.isReplaying) && patched(upgradePatch(name, upgrades + 1));
}

function changedMembers(recorded: Values, now: Values): readonly string[] {
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(now)])].toSorted();
  return names.filter((name) => textOf(recorded[name]) !== textOf(now[name]));
}

function textOf(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : canonicalJson(value);
}

function noName(name: unknown): InvalidOption {
  const hint = 'Take up to 100 letters, digits, dots, dashes and underscores. It stands in histories.';
  return new InvalidOption({ where: WHERE, option: 'name', problem: `is ${JSON.stringify(name)}`, hint });
}
