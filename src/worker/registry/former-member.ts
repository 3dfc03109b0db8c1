import type { ActivityKind } from '../../shared/contract/activity-kind.js';
import type { DurableOptions } from '../../shared/durable/durable-options.js';
import type { DurableEntry } from '../../shared/steps/durable-entry.js';

/** By what names an answer on record may call a tool, and the id that it had then. */
export function formerMember(
  kind: ActivityKind,
  id: string,
  { aliases = [], formerNames = [] }: Pick<DurableOptions<never>, 'aliases' | 'formerNames'>,
): Pick<DurableEntry, 'former'> {
  if (kind !== 'tool' || aliases.length + formerNames.length === 0) return {};
  const ids = [...formerNames.map((name) => [name, id] as const), ...aliases.map((alias) => [alias, alias] as const)];
  return { former: Object.fromEntries(ids) };
}
