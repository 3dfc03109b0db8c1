import { CommandFailed } from '../grammar/command-failed.js';
import type { ObjectGraph } from './object-graph.js';
import type { KnownRuns } from './read-runs.js';

const MOST_SHOWN = 3;

/**
 * What cannot be read may be all that leads to an object.
 *
 * @throws CommandFailed when a history, a schedule or an object is encrypted or compressed, and not by the plugin that was named
 */
export function assertReadable({ runs, schedules }: KnownRuns, graph: ObjectGraph): void {
  const findings = [...runs.map((run) => run.findings), ...schedules, graph];
  const problems = [...new Set(findings.flatMap(({ unreadable }) => [...unreadable]))];
  if (problems.length === 0) return;
  const more = problems.length > MOST_SHOWN ? `; and ${problems.length - MOST_SHOWN} more` : '';
  const fix = [
    'Name the file of the worker’s plugin with --plugin: its `encryption` must know every key that is in use, and a `dataConverter` beside',
    '`onceward` in that file must have your own codecs. Nothing was deleted: an object that only such a payload refers to would be lost.',
  ].join(' ');
  throw new CommandFailed(`There are payloads that cannot be read here (${problems.slice(0, MOST_SHOWN).join('; ')}${more}).`, fix);
}
