import { readFileSync, writeFileSync } from 'node:fs';
import type { OncewardPlugin } from 'onceward/worker';
import { CommandFailed } from '../grammar/command-failed.js';
import { isLockedChange, toLockedChanges, type LockedChange } from './locked-change.js';

/** In the current folder; committed. */
export const LOCK_FILE = 'onceward.lock.json';
const VERSION = 1;

export interface LockedActivity {
  readonly activityType: string;
  /** Former names it still answers to. */
  readonly aliases?: readonly string[];
}

/** What is recorded of a worker: all that stands in histories. */
export interface Lock {
  readonly activities: readonly LockedActivity[];
  readonly changes: readonly LockedChange[];
}

/** What of the plugin is recorded, sorted so that a diff shows what changed. */
export function toLock(plugin: Pick<OncewardPlugin, 'activityTypes' | 'changes'>): Lock {
  const activities = plugin
    .activityTypes()
    .map(({ activityType, aliases }) => ({ activityType, ...(aliases.length > 0 && { aliases: [...aliases].sort() }) }))
    .sort((one, other) => (one.activityType < other.activityType ? -1 : 1));
  return { activities, changes: toLockedChanges(plugin.changes()) };
}

export function writeLock({ activities, changes }: Lock): void {
  const content = { version: VERSION, activities, ...(changes.length > 0 && { changes }) };
  writeFileSync(LOCK_FILE, `${JSON.stringify(content, undefined, 2)}\n`);
}

/**
 * What was recorded; undefined when nothing was yet.
 *
 * @throws CommandFailed when the file is no lock file of this version
 */
export function readLock(file = LOCK_FILE): Lock | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const content = parse(text);
  if (!isLock(content))
    throw new CommandFailed(`${file} is no lock file of version ${VERSION}.`, 'Restore it, or delete it and write it again.');
  return { activities: content.activities, changes: content.changes ?? [] };
}

/** Where it lists a change. */
export function placeInLock(change: string): { readonly file: string; readonly line: number } | undefined {
  const lines = readText(LOCK_FILE)?.split('\n') ?? [];
  const line = lines.findIndex((text) => text.includes(`"id": ${JSON.stringify(change)}`)) + 1;
  return line === 0 ? undefined : { file: LOCK_FILE, line };
}

/** @throws CommandFailed when there is none, or none of this version */
export function requireLock(file = LOCK_FILE): Lock {
  const lock = readLock(file);
  if (lock !== undefined) return lock;
  const missing = file === LOCK_FILE ? `There is no ${LOCK_FILE} here.` : `There is no ${file}.`;
  throw new CommandFailed(missing, 'Write it once with `onceward lock --plugin <file>`, and commit it.');
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
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

function isLock(
  content: unknown,
): content is { readonly activities: readonly LockedActivity[]; readonly changes?: readonly LockedChange[] } {
  const { version, activities, changes = [] } = (content ?? {}) as { version?: unknown; activities?: unknown; changes?: unknown };
  const hasActivities = Array.isArray(activities) && activities.every(isLockedActivity);
  return version === VERSION && hasActivities && Array.isArray(changes) && changes.every(isLockedChange);
}

function isLockedActivity(entry: unknown): entry is LockedActivity {
  const { activityType, aliases = [] } = (entry ?? {}) as { activityType?: unknown; aliases?: unknown };
  return typeof activityType === 'string' && Array.isArray(aliases) && aliases.every((alias) => typeof alias === 'string');
}
