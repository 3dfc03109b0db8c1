import type { LockedChange } from './locked-change.js';

/** What a change of a registry is that its lock file does not say, or says otherwise. */
export interface ChangeDifference {
  readonly change: string;
  readonly problem: string;
  /** Whether it breaks runs, or only waits to be recorded. */
  readonly isWrong: boolean;
}

const ORDER = ['active', 'deprecated', 'removed'] as const;

/** What became of the changes since they were recorded. A state may go on by one step; nothing else may change. */
export function compareChanges(recorded: readonly LockedChange[], current: readonly LockedChange[]): readonly ChangeDifference[] {
  const now = new Map(current.map((change) => [change.id, change]));
  const before = new Map(recorded.map((change) => [change.id, change]));
  const gone = recorded.filter(({ id, state }) => !now.has(id) && state !== 'removed');
  return [
    ...gone.map(({ id, state }) =>
      wrong(id, `is gone while it was ${state}: keep it, and make it '${ORDER[ORDER.indexOf(state) + 1] ?? ''}'`),
    ),
    ...current.flatMap((change) => differencesOf(before.get(change.id), change)),
  ];
}

function differencesOf(before: LockedChange | undefined, now: LockedChange): readonly ChangeDifference[] {
  const { id, state, scope } = now;
  if (before === undefined) {
    if (state === 'active') return [{ change: id, problem: 'is new, and not recorded', isWrong: false }];
    return [wrong(id, `is new, and already ${state}: a change begins as 'active'`)];
  }
  const found: ChangeDifference[] = [];
  const steps = ORDER.indexOf(state) - ORDER.indexOf(before.state);
  if (steps < 0) found.push(wrong(id, `goes back from ${before.state} to ${state}: take a new id`));
  if (steps > 1) found.push(wrong(id, `goes from ${before.state} to ${state} at once: make it 'deprecated' first, and deploy that`));
  if (steps === 1) found.push({ change: id, problem: `goes from ${before.state} to ${state}, which is not recorded`, isWrong: false });
  if (scope !== before.scope)
    found.push(wrong(id, `has scope ${scope} now, and runs recorded it with scope ${before.scope}: take a new id`));
  const left = narrowed(before.workflows, now.workflows);
  if (left.length > 0 && before.state !== 'removed')
    found.push(wrong(id, `is no longer for ${left.join(', ')}, whose runs may have recorded it`));
  return found;
}

/** What was covered and is not any more; without a list, all workflows are. */
function narrowed(before: LockedChange['workflows'], now: LockedChange['workflows']): readonly string[] {
  if (now === undefined) return [];
  return before === undefined ? ['all workflows'] : before.filter((name) => !now.includes(name));
}

function wrong(change: string, problem: string): ChangeDifference {
  return { change, problem, isWrong: true };
}
