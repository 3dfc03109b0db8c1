import type { DriftResponse } from 'onceward';
import type { CallInHistory, DriftedCall, HistoryNotReplayed, MisassignedCall, ReplayOutcome } from 'onceward/worker';
import { UsageError } from '../grammar/usage-error.js';
import { toOneLine } from '../output/one-line.js';
import type { Style } from '../output/style.js';
import { describePlace, sourceLine } from './describe-difference.js';

const RESPONSES: readonly string[] = ['ignore', 'warn', 'fail'] satisfies DriftResponse[];
/** The longest list of places that somebody reads. */
const MOST_SHOWN = 20;

export function toDriftResponse(said = 'warn'): DriftResponse {
  if (RESPONSES.includes(said)) return said as DriftResponse;
  throw new UsageError(`--drift is '${toOneLine(said)}'; give warn, fail or ignore.`);
}

/** A call that drifted, in however many histories. */
export interface DriftAtPlace {
  readonly call: DriftedCall;
  readonly first: ReplayOutcome;
  readonly histories: number;
}

/** One edit of a prompt drifts in every history: each place of the source once. */
export function driftByPlace(outcomes: readonly ReplayOutcome[]): readonly DriftAtPlace[] {
  const groups = new Map<string, DriftAtPlace>();
  for (const outcome of outcomes) {
    const own = new Map((outcome.drift ?? []).toReversed().map((call) => [idOf(call), call]));
    for (const [id, call] of own) {
      const known = groups.get(id);
      groups.set(id, known === undefined ? { call, first: outcome, histories: 1 } : { ...known, histories: known.histories + 1 });
    }
  }
  return [...groups.values()];
}

function idOf({ kind, name, change, place }: DriftedCall): string {
  return `${kind} ${name} ${change} ${place === undefined ? '' : `${place.file}:${place.line}`}`;
}

export function toRow({ call, first, histories }: DriftAtPlace, response: DriftResponse, style: Style): readonly string[] {
  const others = histories === 1 ? '' : ` and ${histories - 1} more`;
  const mark = response === 'fail' ? style('red', '✖') : style('yellow', '!');
  return [mark, 'drift', toOneLine(first.workflowType ?? ''), `${toOneLine(first.file ?? first.workflowId)}${others}`, describeCall(call)];
}

/** `workflows.ts:7:40: function.lookUp (event 5) sends another input than recorded`. */
export function describeCall(call: DriftedCall): string {
  const at = call.place === undefined ? '' : `${describePlace(call.place)}: `;
  return `${at}${nameOf(call)} ${toOneLine(call.change)}`;
}

/** `workflows.ts:7:40: ` for what is known to have been changed there. */
export function placeOfFailure({ difference, misassigned, kind, drift }: HistoryNotReplayed): string {
  const place = difference?.place ?? misassigned?.[0]?.place ?? (kind === 'drifted' ? drift?.[0]?.place : undefined);
  return place === undefined ? '' : `${describePlace(place)}: `;
}

/** For a person: what drifted, with the lines of the source. Nothing when nothing did. */
export function describeDrift(drift: readonly DriftedCall[], style: Style): readonly string[] {
  if (drift.length === 0) return [];
  const lines = drift
    .slice(0, MOST_SHOWN)
    .map((call) => `${style('bold', 'DRIFT'.padEnd(10))}${nameOf(call)} ${toOneLine(call.change)}${lineOf(call)}`);
  const rest = drift.length > MOST_SHOWN ? [`${drift.length - MOST_SHOWN} more calls drifted.`] : [];
  return [[...lines, ...rest].join('\n'), 'The run goes on with what is recorded; each further call is as the code has it now.'];
}

/** For a person: which call would get which result, and what to write. */
export function describeMisassigned(calls: readonly MisassignedCall[], style: Style): readonly string[] {
  if (calls.length === 0) return [];
  const line = (title: string, call: CallInHistory): string => `${style('bold', title.padEnd(10))}${nameOf(call)}${lineOf(call)}`;
  return [
    ...calls.slice(0, MOST_SHOWN).map((call) => [line('CALL', call), line('RESULT OF', call.other)].join('\n')),
    'The code makes these calls in another order than when the run was here. Take the change back, or keep the old order for runs that began with it (`versioned`).',
  ];
}

function nameOf({ kind, name, eventId }: CallInHistory): string {
  return `${toOneLine(name || kind)}${eventId === undefined ? '' : ` (event ${eventId})`}`;
}

function lineOf({ place }: CallInHistory): string {
  if (place === undefined) return '';
  const source = sourceLine(place.file, place.line);
  return ` at ${describePlace(place)}${source === undefined ? '' : `\n          ${source}`}`;
}
