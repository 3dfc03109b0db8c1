import type { DriftResponse } from 'onceward';
import type { ReplayOutcome, ReplayProblem } from 'onceward/worker';
import type { CommandResult } from '../grammar/define-command.js';
import { alignColumns } from '../output/align-columns.js';
import { toOneLine } from '../output/one-line.js';
import type { Style } from '../output/style.js';
import { UNREADABLE_FIX } from '../server/unreadable.js';
import { byType } from './by-type.js';
import { driftByPlace, placeOfFailure, toRow } from './describe-drift.js';
import { DELETED, type Replayed } from './replay-all.js';

/** The result of `onceward replay`. It is a success when every history was replayed, and there was one; with `fail`, when none drifted. */
export function toResult({ outcomes, deleted }: Replayed, response: DriftResponse, style: Style): CommandResult {
  const failed = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome]));
  const drift = response === 'ignore' ? [] : driftByPlace(outcomes);
  const rows = [
    ...failed.map((outcome) => [
      style('red', '✖'),
      outcome.kind,
      toOneLine(outcome.workflowType ?? ''),
      toOneLine(outcome.file ?? outcome.workflowId),
      `${placeOfFailure(outcome)}${toOneLine(outcome.message)}`,
    ]),
    ...drift.map((group) => toRow(group, response, style)),
    ...deleted.map(({ workflowType, workflowId }) => ['-', 'skipped', toOneLine(workflowType), toOneLine(workflowId), DELETED]),
  ];
  const paragraphs = [...(rows.length === 0 ? [] : [alignColumns(rows)]), ...hintsFor(failed), `Replayed: ${summaryOf(outcomes)}.`];
  return {
    ok: failed.length === 0 && outcomes.length > 0 && (response !== 'fail' || drift.length === 0),
    data: [
      ...outcomes.map(({ cause: _cause, ...outcome }: ReplayOutcome & { cause?: unknown }) => outcome),
      ...deleted.map((run) => ({ ...run, skipped: DELETED })),
    ],
    text: paragraphs.join('\n\n'),
  };
}

/** Of these, `onceward explain` has more to say. */
const EXPLAINED: readonly ReplayProblem[] = ['nondeterminism', 'misassigned', 'drifted'];

function hintsFor(failed: readonly { readonly kind: string }[]): readonly string[] {
  const has = (kind: string): boolean => failed.some((outcome) => outcome.kind === kind);
  return [
    ...(EXPLAINED.some(has) ? ["'onceward explain <run or file>' says of one what the code does differently, and what to do."] : []),
    ...(has('undecodable') ? [UNREADABLE_FIX] : []),
  ];
}

function summaryOf(outcomes: readonly ReplayOutcome[]): string {
  const types = byType(outcomes).map(([type, own]) => `${own.filter(({ ok }) => ok).length} of ${own.length} ${toOneLine(type)}`);
  return types.length === 0 ? 'nothing, as every run was deleted meanwhile' : types.join(', ');
}
