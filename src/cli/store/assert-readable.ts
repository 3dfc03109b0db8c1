import { CommandFailed } from '../grammar/command-failed.js';
import type { ObjectGraph } from './object-graph.js';
import type { KnownRuns } from './read-runs.js';

/**
 * What cannot be read may be all that leads to an object.
 *
 * @throws CommandFailed when a history, a schedule or a stored payload is encrypted or compressed
 */
export function assertReadable({ runs, schedules }: KnownRuns, graph: ObjectGraph): void {
  const findings = [...runs.map((run) => run.findings), ...schedules, graph];
  const encodings = new Set(findings.flatMap(({ unreadable }) => [...unreadable]));
  if (encodings.size === 0) return;
  const fix = 'Nothing was deleted: an object that only they refer to would be lost.';
  throw new CommandFailed(`There are payloads that cannot be read here (${[...encodings].join(', ')}).`, fix);
}
