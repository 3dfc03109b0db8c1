import type { ActivityKind } from '../../shared/contract/activity-kind.js';
import type { DurableTag } from '../../shared/durable/durable-tag.js';
import { activityTypeOf } from './activity-type-of.js';
import type { DurableStep } from './durable-step.js';
import type { ResolvedPart } from './resolve-kind.js';
import { stepPolicy, type PolicyDefaults } from './step-policy.js';

/** The export whose parts they are. */
interface Whole extends Pick<DurableStep, 'exportName' | 'file' | 'stub' | 'forgetMade'> {
  readonly kind: ActivityKind;
  readonly id: string;
  readonly where: string;
  readonly tag: DurableTag;
  readonly options: PolicyDefaults;
}

/** A step for each part of a durable export. */
export function partSteps(parts: Readonly<Record<string, ResolvedPart>>, whole: Whole): (DurableStep & { readonly partOf: string })[] {
  const { exportName, file, stub, forgetMade, id, where, tag, options } = whole;
  return Object.entries(parts).map(([partOf, { kind = whole.kind, reads, codec, byReference, perform }]) => {
    const name = kind === whole.kind ? partOf : undefined;
    const stated = statedOf(tag, kind === whole.kind, reads);
    return {
      exportName,
      file,
      stub,
      partOf,
      entry: { activityType: activityTypeOf(kind, id, tag, name), kind, id, policy: stepPolicy({ where, kind, stated, tag, options }) },
      aliases: (tag.options.aliases ?? []).map((alias) => activityTypeOf(kind, alias, tag, name)),
      options: stated,
      describe: () => ({}),
      perform,
      ...(forgetMade !== undefined && { forgetMade }),
      ...(codec !== undefined && { codec }),
      ...(byReference !== undefined && { byReference }),
    };
  });
}

/** What a thing says about its effect and its thread is said about what is of its kind, and about what writes. */
function statedOf({ options }: DurableTag, isOfItsKind: boolean, reads = false): DurableTag['options'] {
  const { thread, sideEffect, onUnknownOutcome, ...both } = options;
  if (!isOfItsKind) return both;
  const own = { ...both, ...(thread !== undefined && { thread }) };
  if (reads) return { ...own, sideEffect: 'none' };
  return { ...own, ...(sideEffect !== undefined && { sideEffect }), ...(onUnknownOutcome !== undefined && { onUnknownOutcome }) };
}
