import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { ReplayFailed, type FailedReplay } from '../../shared/errors/replay-failed.js';
import { DEFAULT_DRIFT, DRIFT_RESPONSES, type DriftResponse } from '../../shared/policy/drift-response.js';
import type { HistorySource } from '../../worker/replay/history-source.js';
import type { DriftedCall } from '../../worker/replay/locate-mismatches.js';
import { replayHistories } from '../../worker/replay/replay-histories.js';
import { checkReplayOptions, type ReplayOptions } from '../../worker/replay/replay-options.js';
import type { RecordedHistory } from '../history/recorded-history.js';

/** A history to replay: one that `readHistory` gives, or whatever `replayHistories` takes. */
export type ReplayableHistory = HistorySource | Pick<RecordedHistory, 'workflowId' | 'raw'>;

/** The code that histories are replayed with, and what is expected of them. */
export interface ExpectReplaysOptions extends ReplayOptions {
  /**
   * What becomes of a history in which a recorded result was made from another input than the code sends now, such as an edited prompt: `'warn'` writes where with
   * `process.emitWarning`, `'fail'` takes it for not replayed. A result that would go to another call is a failure in any case.
   * @default 'warn'
   */
  readonly drift?: DriftResponse;
}

/**
 * Runs one or more histories from their first event against the workflow code of today, without a server: what happens to every run that is under
 * way when that code is deployed. No step runs.
 *
 * @throws ReplayFailed when the code does something else than one of the histories says, would put results on other calls, or one cannot be replayed: its `failures` has all of them, with
 *   a `reason` each; InvalidOption, also when there are no histories; UnknownOption
 * @example
 * ```ts
 * await expectReplays(await readHistory(handle), { workflowsPath, plugins: [onceward] });
 * await expectReplays(['histories/claim-7.json', 'histories/claim-8.json.gz'], { workflowsPath, plugins: [onceward] });
 * ```
 */
export async function expectReplays(
  histories: ReplayableHistory | Iterable<ReplayableHistory> | AsyncIterable<ReplayableHistory>,
  options: ExpectReplaysOptions,
): Promise<void> {
  checkReplayOptions('expectReplays()', options, ['drift']);
  const { drift: response = DEFAULT_DRIFT, ...replayOptions } = options;
  checkResponse(response);
  const failures: FailedReplay[] = [];
  let cause: unknown;
  let count = 0;
  for await (const outcome of replayHistories(sourcesOf(histories), replayOptions)) {
    count += 1;
    const { workflowId } = outcome;
    const drift = (outcome.drift ?? []).map(describeDrift).join('; ');
    if (outcome.ok) {
      if (drift !== '' && response === 'fail') failures.push({ workflowId, reason: 'drifted', problem: drift });
      if (drift !== '' && response === 'warn')
        process.emitWarning(`The history of '${workflowId}' drifted: ${drift}`, { code: 'ONCEWARD_DRIFT' });
      continue;
    }
    cause ??= outcome.cause;
    failures.push({ workflowId, reason: outcome.kind, problem: outcome.message });
  }
  const [first, ...others] = failures;
  if (first !== undefined) throw new ReplayFailed({ failures: [first, ...others], histories: count, cause });
  if (count > 0) return;
  const hint = 'Look at where they come from: a folder without files, or a query that matches no run.';
  throw new InvalidOption({
    where: 'expectReplays()',
    option: 'histories',
    problem: 'are none, so nothing would be checked',
    hint,
  });
}

function checkResponse(drift: DriftResponse): void {
  if (DRIFT_RESPONSES.includes(drift)) return;
  const problem = `is ${JSON.stringify(drift)}, which it cannot be`;
  throw new InvalidOption({ where: 'expectReplays()', option: 'drift', problem, hint: "Give 'ignore', 'warn' or 'fail'." });
}

function describeDrift({ kind, name, eventId, place, change }: DriftedCall): string {
  const at = place === undefined ? '' : ` at ${place.file}:${place.line}:${place.column}`;
  return `${name || kind}${eventId === undefined ? '' : ` (event ${eventId})`} ${change}${at}`;
}

async function* sourcesOf(histories: Parameters<typeof expectReplays>[0]): AsyncGenerator<HistorySource> {
  if (!isMany(histories)) yield toSource(histories);
  else for await (const history of histories) yield toSource(history);
}

function isMany(
  histories: Parameters<typeof expectReplays>[0],
): histories is Iterable<ReplayableHistory> | AsyncIterable<ReplayableHistory> {
  return typeof histories === 'object' && (Symbol.iterator in histories || Symbol.asyncIterator in histories);
}

function toSource(history: ReplayableHistory): HistorySource {
  return typeof history === 'object' && 'raw' in history ? { workflowId: history.workflowId, history: history.raw } : history;
}
