import { patchIdOf } from 'onceward';
import type { LockedChange } from '../lock/locked-change.js';

/** Queries for the runs that have to do with a change, in Temporal's language. */
export interface ChangeQueries {
  /** Open, and without its record: on the old path, or not yet at its first use. */
  readonly openWithout: string;
  readonly openWith: string;
  readonly closedWithout: string;
  readonly closedWith: string;
}

export function changeQueries({ id, workflows }: LockedChange, taskQueue: string | undefined): ChangeQueries {
  const patch = quoted(patchIdOf(id));
  const within = [
    ...(workflows === undefined ? [] : [`WorkflowType IN (${workflows.map(quoted).join(', ')})`]),
    ...(taskQueue === undefined ? [] : [`TaskQueue = ${quoted(taskQueue)}`]),
  ];
  const all = (...parts: readonly string[]): string => [...within, ...parts].join(' AND ');
  const has = `TemporalChangeVersion = ${patch}`;
  // A list that is not there is not unequal to anything.
  const lacks = `(TemporalChangeVersion IS NULL OR TemporalChangeVersion != ${patch})`;
  // Not by status: a run that is paused is open, too.
  const [open, closed] = ['CloseTime IS NULL', 'CloseTime IS NOT NULL'];
  return { openWithout: all(open, lacks), openWith: all(open, has), closedWithout: all(closed, lacks), closedWith: all(closed, has) };
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
