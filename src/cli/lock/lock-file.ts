import { readFileSync, writeFileSync } from 'node:fs';
import type { OncewardPlugin } from 'onceward/worker';
import { CommandFailed } from '../grammar/command-failed.js';

/** In the current folder; committed. */
export const LOCK_FILE = 'onceward.lock.json';
const VERSION = 1;

export interface LockedActivity {
  readonly activityType: string;
  /** Former names it still answers to. */
  readonly aliases?: readonly string[];
}

/** What of the plugin's activity types is recorded, sorted so that a diff shows what changed. */
export function toLockedActivities(types: ReturnType<OncewardPlugin['activityTypes']>): readonly LockedActivity[] {
  return types
    .map(({ activityType, aliases }) => ({ activityType, ...(aliases.length > 0 && { aliases: [...aliases].sort() }) }))
    .sort((one, other) => (one.activityType < other.activityType ? -1 : 1));
}

export function writeLock(activities: readonly LockedActivity[]): void {
  writeFileSync(LOCK_FILE, `${JSON.stringify({ version: VERSION, activities }, undefined, 2)}\n`);
}

/**
 * What was recorded; undefined when nothing was yet.
 *
 * @throws CommandFailed when the file is no lock file of this version
 */
export function readLock(): readonly LockedActivity[] | undefined {
  const text = readText();
  if (text === undefined) return undefined;
  const content = parse(text);
  if (!isLock(content))
    throw new CommandFailed(`${LOCK_FILE} is no lock file of version ${VERSION}.`, 'Restore it, or delete it and write it again.');
  return content.activities;
}

function readText(): string | undefined {
  try {
    return readFileSync(LOCK_FILE, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isLock(content: unknown): content is { readonly activities: readonly LockedActivity[] } {
  const { version, activities } = (content ?? {}) as { version?: unknown; activities?: unknown };
  return version === VERSION && Array.isArray(activities) && activities.every(isLockedActivity);
}

function isLockedActivity(entry: unknown): entry is LockedActivity {
  const { activityType, aliases = [] } = (entry ?? {}) as { activityType?: unknown; aliases?: unknown };
  return typeof activityType === 'string' && Array.isArray(aliases) && aliases.every((alias) => typeof alias === 'string');
}
