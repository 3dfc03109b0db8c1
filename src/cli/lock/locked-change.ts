import type { ChangeScope, ChangeState } from 'onceward';
import type { RegisteredChange } from 'onceward/worker';

/** What is recorded of a change: what runs under way depend on. */
export interface LockedChange {
  readonly id: string;
  readonly scope: ChangeScope;
  readonly state: ChangeState;
  readonly workflows?: readonly string[];
}

export function toLockedChanges(changes: readonly RegisteredChange[]): readonly LockedChange[] {
  return changes
    .map(({ id, scope, state, workflows }) => ({ id, scope, state, ...(workflows !== undefined && { workflows: [...workflows].sort() }) }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

export function isLockedChange(entry: unknown): entry is LockedChange {
  const { id, scope, state, workflows = [] } = (entry ?? {}) as Partial<Record<keyof LockedChange, unknown>>;
  return [id, scope, state].every((word) => typeof word === 'string') && Array.isArray(workflows);
}
