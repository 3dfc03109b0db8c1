import type { LockedActivity } from './lock-file.js';

export interface LockChanges {
  /** Names that histories may hold and that nothing answers to any more. */
  readonly vanished: readonly string[];
  /** Activity types that are not recorded yet. */
  readonly added: readonly string[];
}

/** What changed since the lock file was written. A rename with an alias leaves nothing vanished. */
export function compareLock(recorded: readonly LockedActivity[], current: readonly LockedActivity[]): LockChanges {
  const [before, now] = [namesOf(recorded), namesOf(current)];
  return {
    vanished: [...before].filter((name) => !now.has(name)),
    added: [...now].filter((name) => !before.has(name)),
  };
}

function namesOf(activities: readonly LockedActivity[]): ReadonlySet<string> {
  return new Set(activities.flatMap(({ activityType, aliases = [] }) => [activityType, ...aliases]));
}
