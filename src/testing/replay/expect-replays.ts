import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { ReplayFailed, type FailedReplay } from '../../shared/errors/replay-failed.js';
import type { HistorySource } from '../../worker/replay/history-source.js';
import { replayHistories } from '../../worker/replay/replay-histories.js';
import { checkReplayOptions, type ReplayOptions } from '../../worker/replay/replay-options.js';
import type { RecordedHistory } from '../history/recorded-history.js';

/** A history to replay: one that `readHistory` gives, or whatever `replayHistories` takes. */
export type ReplayableHistory = HistorySource | Pick<RecordedHistory, 'workflowId' | 'raw'>;

/**
 * Runs one or more histories from their first event against the workflow code of today, without a server: what happens to every run that is under
 * way when that code is deployed. No step runs.
 *
 * @throws ReplayFailed when the code does something else than one of the histories says, or one cannot be replayed: its `failures` has all of them, with
 *   a `reason` each; InvalidOption, also when there are no histories; UnknownOption
 * @example
 * ```ts
 * await expectReplays(await readHistory(handle), { workflowsPath, plugins: [onceward] });
 * await expectReplays(['histories/claim-7.json', 'histories/claim-8.json.gz'], { workflowsPath, plugins: [onceward] });
 * ```
 */
export async function expectReplays(
  histories: ReplayableHistory | Iterable<ReplayableHistory> | AsyncIterable<ReplayableHistory>,
  options: ReplayOptions,
): Promise<void> {
  checkReplayOptions('expectReplays()', options);
  const failures: FailedReplay[] = [];
  let cause: unknown;
  let count = 0;
  for await (const outcome of replayHistories(sourcesOf(histories), options)) {
    count += 1;
    if (outcome.ok) continue;
    cause ??= outcome.cause;
    failures.push({ workflowId: outcome.workflowId, reason: outcome.kind, problem: outcome.message });
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
