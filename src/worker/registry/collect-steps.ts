import { readDurableTag, type DurableTag } from '../../shared/durable/durable-tag.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import { DuplicateActivity } from '../../shared/errors/duplicate-activity.js';
import type { EntryPart } from '../../shared/steps/durable-entry.js';
import type { Adapter } from '../adapter.js';
import { approvalMember, approvalPart } from './approval-part.js';
import { formerMember } from './former-member.js';
import { checkApproval } from './check-approval.js';
import { activitiesOf } from './activities-of.js';
import { activityTypeOf } from './activity-type-of.js';
import { checkStepOptions } from './check-step-options.js';
import { checkInline } from './check-inline.js';
import { checkRefreshAuth } from './check-refresh-auth.js';
import { checkNeeds } from './check-needs.js';
import { checkSideEffect } from './check-side-effect.js';
import type { DurableStep } from './durable-step.js';
import { checkThreadable } from './check-threadable.js';
import { moduleFile } from './module-file.js';
import { partSteps } from './part-steps.js';
import { resolveKind } from './resolve-kind.js';
import { stepPolicy, type PolicyDefaults } from './step-policy.js';

/** A module as `import * as tools from './tools.js'` gives it. */
export type ModuleNamespace = Readonly<Record<string, unknown>>;

export interface CollectOptions extends PolicyDefaults {
  readonly modules: readonly ModuleNamespace[];
  readonly adapters: readonly Adapter[];
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
  const { kind, parts: ownParts, ...resolved } = resolveKind({ where, value, tag, adapters: options.adapters });
  checkApproval(where, kind, tag, ownParts);
  const parts = { ...ownParts, ...approvalPart(tag.options) };
  checkStepOptions(where, kind, tag.options);
  checkSideEffect(where, kind, tag);
  checkThreadable({ where, tag, kind });
  checkNeeds(where, kind, tag.options);
  checkInline(where, { kind, all: [resolved, ...Object.values(ownParts)] }, tag.options);
  checkRefreshAuth(where, tag);
  const id = tag.options.id ?? exportName;
  const aliases = tag.options.aliases ?? [];
  const ofParts = partSteps(parts, {
    exportName,
    file,
    stub: resolved.stub,
    ...(resolved.forgetMade !== undefined && { forgetMade: resolved.forgetMade }),
    kind,
    id,
    where,
    tag,
    options,
  });
  const step: DurableStep = {
    exportName,
    file,
    entry: {
      activityType: tag.origin.type === 'remote' ? tag.origin.activityType : activityTypeOf(kind, id, tag),
      kind,
      id,
      policy: stepPolicy({ where, kind, stated: tag.options, tag, options }),
      ...(tag.options.needs !== undefined && { needs: tag.options.needs }),
      ...formerMember(kind, id, tag.options),
      ...(tag.options.migrateInput !== undefined && { migrates: true }),
      ...(tag.options.onFailure === 'fail-run' && { onFailure: tag.options.onFailure }),
      ...approvalMember(tag.options),
      ...(tag.origin.type === 'factory' && { perContext: true }),
      ...(ofParts.length > 0 && { parts: Object.fromEntries(ofParts.map(({ partOf, entry }) => [partOf, toPart(entry)])) }),
    },
    options: tag.options,
    aliases: aliases.map((alias) => activityTypeOf(kind, alias, tag)),
    ...resolved,
  };
  return [step, ...ofParts];
}

function toPart({ activityType, kind, policy }: DurableStep['entry']): EntryPart {
  return { activityType, kind, policy };
}

function checkDistinct(steps: readonly DurableStep[]): void {
  const seen = new Map<string, DurableStep>();
  for (const step of activitiesOf(steps)) {
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
