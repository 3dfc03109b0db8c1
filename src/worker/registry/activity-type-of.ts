import type { ActivityKind } from '../../shared/contract/activity-kind.js';
import type { DurableTag } from '../../shared/durable/durable-tag.js';

/** The name of an activity of a durable thing: `<kind>.<id>`, or `<kind>.<id>.<part>` for a part of the thing's own kind. */
export function activityTypeOf(kind: ActivityKind, id: string, { prefix }: DurableTag, part?: string): string {
  return [kind, prefix, id, part].filter((name) => name !== undefined).join('.');
}
