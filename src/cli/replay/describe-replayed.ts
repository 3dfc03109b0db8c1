import type { ReplayOutcome } from 'onceward/worker';
import type { CommandResult } from '../grammar/define-command.js';
import { alignColumns } from '../output/align-columns.js';
import { toOneLine } from '../output/one-line.js';
import type { Style } from '../output/style.js';
import { UNREADABLE_FIX } from '../server/unreadable.js';
import { byType } from './by-type.js';
import { describePlace } from './describe-difference.js';
import { DELETED, type Replayed } from './replay-all.js';

/** The result of `onceward replay`. It is a success when every history was replayed, and there was one. */
export function toResult({ outcomes, deleted }: Replayed, style: Style): CommandResult {
  const failed = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome]));
  const rows = [
    ...failed.map(({ kind, workflowType = '', workflowId, file, message, difference }) => [
      style('red', '✖'),
      kind,
      toOneLine(workflowType),
      toOneLine(file ?? workflowId),
      difference?.place === undefined ? toOneLine(message) : `${describePlace(difference.place)}: ${toOneLine(message)}`,
    ]),
    ...deleted.map(({ workflowType, workflowId }) => ['-', 'skipped', toOneLine(workflowType), toOneLine(workflowId), DELETED]),
  ];
  const paragraphs = [...(rows.length === 0 ? [] : [alignColumns(rows)]), ...hintsFor(failed), `Replayed: ${summaryOf(outcomes)}.`];
  return {
    ok: failed.length === 0 && outcomes.length > 0,
    data: [
      ...outcomes.map(({ cause: _cause, ...outcome }: ReplayOutcome & { cause?: unknown }) => outcome),
      ...deleted.map((run) => ({ ...run, skipped: DELETED })),
    ],
    text: paragraphs.join('\n\n'),
  };
}

function hintsFor(failed: readonly { readonly kind: string }[]): readonly string[] {
  const has = (kind: string): boolean => failed.some((outcome) => outcome.kind === kind);
  return [
    ...(has('nondeterminism') ? ["'onceward explain <run or file>' says of one what the code does differently, and what to do."] : []),
    ...(has('undecodable') ? [UNREADABLE_FIX] : []),
  ];
}

function summaryOf(outcomes: readonly ReplayOutcome[]): string {
  const types = byType(outcomes).map(([type, own]) => `${own.filter(({ ok }) => ok).length} of ${own.length} ${toOneLine(type)}`);
  return types.length === 0 ? 'nothing, as every run was deleted meanwhile' : types.join(', ');
}
