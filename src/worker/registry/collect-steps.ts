import type { ActivityKind } from '../../shared/contract/activity-kind.js';
import { readDurableTag, type DurableTag } from '../../shared/durable/durable-tag.js';
import type { CallOptions } from '../../shared/durable/durable-options.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import { DuplicateActivity } from '../../shared/errors/duplicate-activity.js';
import { DEFAULT_POLICIES, ONCE_POLICY } from '../../shared/policy/default-policies.js';
import { resolvePolicy } from '../../shared/policy/resolve-policy.js';
import type { Adapter } from '../adapter.js';
import { activitiesOf } from './activities-of.js';
import { checkStepOptions } from './check-step-options.js';
import { checkNeeds } from './check-needs.js';
import { checkSideEffect } from './check-side-effect.js';
import type { DurableStep } from './durable-step.js';
import { checkThreadable } from './check-threadable.js';
import { moduleFile } from './module-file.js';
import { resolveKind } from './resolve-kind.js';

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
      const step = toStep(durable, options);
      // A barrel registered beside its modules brings the same exports again.
      if (!steps.some(({ file, exportName }) => file === step.file && exportName === step.exportName)) steps.push(step);
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

function toStep({ exportName, value, tag }: Durable, options: CollectOptions): DurableStep {
  const file = moduleFile(tag.moduleUrl);
  const where = `'${exportName}' of ${file}`;
  const resolved = resolveKind({ where, value, tag, adapters: options.adapters });
  checkStepOptions(where, resolved.kind, tag.options);
  checkSideEffect(where, resolved.kind, tag);
  const typeOf = (id: string): string => (tag.prefix === undefined ? `${resolved.kind}.${id}` : `${resolved.kind}.${tag.prefix}.${id}`);
  checkThreadable({ where, tag, kind: resolved.kind });
  checkNeeds(where, resolved.kind, tag.options);
  const id = tag.options.id ?? exportName;
  // A worker in another language may not heartbeat, so only a stated timeout holds for it.
  const remote: CallOptions = tag.origin.type === 'remote' ? { heartbeatTimeout: undefined } : {};
  const layers = [tag.options, remote, options.kindDefaults[resolved.kind] ?? {}, options.defaults];
  return {
    exportName,
    file,
    entry: {
      activityType: tag.origin.type === 'remote' ? tag.origin.activityType : typeOf(id),
      kind: resolved.kind,
      id,
      policy: resolvePolicy(where, tag.options.sideEffect === 'once' ? ONCE_POLICY : DEFAULT_POLICIES[resolved.kind], layers),
      ...(tag.options.needs !== undefined && { needs: tag.options.needs }),
      ...(tag.options.onFailure === 'fail-run' && { onFailure: tag.options.onFailure }),
      ...(tag.origin.type === 'factory' && { perContext: true }),
    },
    describe: resolved.describe,
    stub: resolved.stub,
    options: tag.options,
    aliases: (tag.options.aliases ?? []).map(typeOf),
    ...(resolved.warnings !== undefined && { warnings: resolved.warnings }),
    ...(resolved.codec !== undefined && { codec: resolved.codec }),
    ...(resolved.operations !== undefined && { operations: resolved.operations }),
    ...(resolved.byReference !== undefined && { byReference: resolved.byReference }),
    ...(resolved.perform !== undefined && { perform: resolved.perform }),
  };
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
