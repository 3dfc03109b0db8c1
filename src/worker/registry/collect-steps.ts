import type { ActivityKind } from '../../shared/contract/activity-kind.js';
import { readDurableTag, type DurableTag } from '../../shared/durable/durable-tag.js';
import type { CallOptions } from '../../shared/durable/durable-options.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import { DuplicateActivity } from '../../shared/errors/duplicate-activity.js';
import { DEFAULT_POLICIES, ONCE_POLICY } from '../../shared/policy/default-policies.js';
import { resolvePolicy } from '../../shared/policy/resolve-policy.js';
import type { ActivityPolicy } from '../../shared/policy/activity-policy.js';
import type { EntryPart } from '../../shared/steps/durable-entry.js';
import type { Adapter } from '../adapter.js';
import { activitiesOf } from './activities-of.js';
import { checkStepOptions } from './check-step-options.js';
import { checkNeeds } from './check-needs.js';
import { checkSideEffect } from './check-side-effect.js';
import type { DurableStep } from './durable-step.js';
import { checkThreadable } from './check-threadable.js';
import { moduleFile } from './module-file.js';
import { resolveKind, type ResolvedPart } from './resolve-kind.js';

/** A module as `import * as tools from './tools.js'` gives it. */
export type ModuleNamespace = Readonly<Record<string, unknown>>;

export interface CollectOptions {
  readonly modules: readonly ModuleNamespace[];
  readonly adapters: readonly Adapter[];
  /** Options of whole kinds, and of everything. */
  readonly kindDefaults: Partial<Record<ActivityKind, CallOptions>>;
  readonly defaults: CallOptions;
}

/**
 * Finds the durable exports of the modules and resolves each into a step.
 *
 * @throws InvalidDurable for a module without durable exports or a thing no adapter knows; DuplicateActivity; InvalidOption
 */
export function collectSteps(options: CollectOptions): readonly DurableStep[] {
  const steps: DurableStep[] = [];
  for (const [position, module] of options.modules.entries()) {
    const durables = Object.entries(module).flatMap(([exportName, value]) => {
      const tag = readDurableTag(value);
      return tag === undefined ? [] : [{ exportName, value: value as object, tag }];
    });
    if (durables.length === 0) throw emptyModule(position, module);
    for (const durable of durables) {
      const [step, ...parts] = toSteps(durable, options);
      // A barrel registered beside its modules brings the same exports again.
      if (!steps.some(({ file, exportName }) => file === step.file && exportName === step.exportName)) steps.push(step, ...parts);
    }
  }
  checkDistinct(steps);
  return steps;
}

interface Durable {
  readonly exportName: string;
  readonly value: object;
  readonly tag: DurableTag;
}

/** The step that an export is, and one for each of its parts. */
function toSteps({ exportName, value, tag }: Durable, options: CollectOptions): [DurableStep, ...DurableStep[]] {
  const file = moduleFile(tag.moduleUrl);
  const where = `'${exportName}' of ${file}`;
  const { kind, parts, ...resolved } = resolveKind({ where, value, tag, adapters: options.adapters });
  checkStepOptions(where, kind, tag.options);
  checkSideEffect(where, kind, tag);
  checkThreadable({ where, tag, kind });
  checkNeeds(where, kind, tag.options);
  const id = tag.options.id ?? exportName;
  const aliases = tag.options.aliases ?? [];
  const partSteps = partStepsOf(parts, { exportName, file, stub: resolved.stub, id, tag, where, options });
  const step: DurableStep = {
    exportName,
    file,
    entry: {
      activityType: tag.origin.type === 'remote' ? tag.origin.activityType : activityTypeOf(kind, id, tag),
      kind,
      id,
      policy: policyFor({ where, kind, stated: tag.options, tag, options }),
      ...(tag.options.needs !== undefined && { needs: tag.options.needs }),
      ...(tag.options.onFailure === 'fail-run' && { onFailure: tag.options.onFailure }),
      ...(tag.origin.type === 'factory' && { perContext: true }),
      ...(partSteps.length > 0 && { parts: Object.fromEntries(partSteps.map(({ partOf, entry }) => [partOf, toPart(entry)])) }),
    },
    options: tag.options,
    aliases: aliases.map((alias) => activityTypeOf(kind, alias, tag)),
    ...resolved,
  };
  return [step, ...partSteps];
}

interface PartsQuestion extends Pick<DurableStep, 'exportName' | 'file' | 'stub'>, Pick<PolicyQuestion, 'where' | 'tag' | 'options'> {
  readonly id: string;
}

function partStepsOf(
  parts: Readonly<Record<string, ResolvedPart>>,
  question: PartsQuestion,
): (DurableStep & { readonly partOf: string })[] {
  const { exportName, file, stub, id, tag, where, options } = question;
  const stated = toPartOptions(tag.options);
  return Object.entries(parts).map(([partOf, { kind, codec, perform }]) => ({
    exportName,
    file,
    stub,
    partOf,
    entry: { activityType: activityTypeOf(kind, id, tag), kind, id, policy: policyFor({ where, kind, stated, tag, options }) },
    aliases: (tag.options.aliases ?? []).map((alias) => activityTypeOf(kind, alias, tag)),
    options: stated,
    describe: () => ({}),
    perform,
    ...(codec !== undefined && { codec }),
  }));
}

function toPart({ activityType, kind, policy }: DurableStep['entry']): EntryPart {
  return { activityType, kind, policy };
}

function activityTypeOf(kind: ActivityKind, id: string, { prefix }: DurableTag): string {
  return prefix === undefined ? `${kind}.${id}` : `${kind}.${prefix}.${id}`;
}

/** What a thing says about its effect and its thread is said about the thing itself. */
function toPartOptions({
  thread: _thread,
  sideEffect: _effect,
  onUnknownOutcome: _outcome,
  ...options
}: DurableTag['options']): DurableTag['options'] {
  return options;
}

interface PolicyQuestion {
  readonly where: string;
  readonly kind: ActivityKind;
  readonly stated: DurableTag['options'];
  readonly tag: DurableTag;
  readonly options: CollectOptions;
}

function policyFor({ where, kind, stated, tag, options }: PolicyQuestion): ActivityPolicy {
  // A worker in another language may not heartbeat, so only a stated timeout holds for it.
  const remote: CallOptions = tag.origin.type === 'remote' ? { heartbeatTimeout: undefined } : {};
  const layers = [stated, remote, options.kindDefaults[kind] ?? {}, options.defaults];
  return resolvePolicy(where, stated.sideEffect === 'once' ? ONCE_POLICY : DEFAULT_POLICIES[kind], layers);
}

function checkDistinct(steps: readonly DurableStep[]): void {
  const seen = new Map<string, DurableStep>();
  for (const step of steps.flatMap(activitiesOf)) {
    for (const activityType of [step.entry.activityType, ...step.aliases]) {
      const other = seen.get(activityType);
      if (other !== undefined && (other.file !== step.file || other.exportName !== step.exportName)) {
        throw new DuplicateActivity({ activityType, one: placeOf(other), other: placeOf(step) });
      }
      seen.set(activityType, step);
    }
  }
}

function placeOf({ exportName, file }: DurableStep): string {
  return `'${exportName}' of ${file}`;
}

function emptyModule(position: number, module: ModuleNamespace): InvalidDurable {
  const names = Object.keys(module).join(', ') || 'nothing';
  return new InvalidDurable({
    what: `The module at position ${position} of \`modules\``,
    problem: `exports nothing durable (it exports ${names})`,
    hint: "Give the namespace, `import * as tools from './tools.js'`, of a file that exports durable(...) things.",
  });
}
