import { fileURLToPath } from 'node:url';
import { formatDuration } from '../../shared/options/format-duration.js';
import type { DurableStep } from '../registry/durable-step.js';
import type { StackFrame, Standstill } from './standstill.js';

const LIBRARY = /[\\/]node_modules[\\/]/;
const MOST_NAMED = 5;

/** Who held the event loop up, as far as it can be told. */
export interface Culprit {
  /** The steps it may have been: one, when the stack names it. */
  readonly steps: readonly DurableStep[];
  /** The user's function that was running, or a library's. */
  readonly frame: StackFrame | undefined;
}

/** Finds the step whose module stands in the stack; without one, all that ran are named. */
export function findCulprit({ frames }: Standstill, running: readonly DurableStep[]): Culprit {
  const own = frames.filter(({ url }) => url !== '' && !url.startsWith('node:'));
  const frame = own.find(({ url }) => !LIBRARY.test(url)) ?? own[0];
  const named = running.filter(({ file }) => own.some(({ url }) => fileOf(url) === file));
  return { steps: named.length > 0 ? named : running, frame };
}

/** A warning for people: what happened, who did it, what to do. Names and places only. */
export function describeStandstill({ durationMs }: Standstill, { steps, frame }: Culprit): string {
  const names = steps.slice(0, MOST_NAMED).map(({ entry }) => entry.activityType);
  const more = steps.length > MOST_NAMED ? ` and ${steps.length - MOST_NAMED} more` : '';
  const who = steps.length === 0 ? '' : steps.length === 1 ? ` in ${names[0] ?? ''}` : ` while ${names.join(', ')}${more} ran`;
  const where = frame === undefined ? '' : `, at ${frame.functionName} (${fileOf(frame.url)}:${frame.line})`;
  return (
    `The event loop stood still for ${formatDuration(durationMs)}${who}${where}. Meanwhile no heartbeat was sent, so Temporal may make every call of this worker again. ` +
    'Move the computation off the main thread: `thread: true` for a durable function or tool.'
  );
}

function fileOf(url: string): string {
  return url.startsWith('file:') ? fileURLToPath(new URL(url.replace(/[?#].*$/, ''))) : url;
}
