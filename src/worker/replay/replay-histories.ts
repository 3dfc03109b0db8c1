import type { ReplayWorkerOptions, WorkerPlugin } from '@temporalio/worker';
import { bundleToReplay } from './bundle-to-replay.js';
import { DecodeFailures } from './decode-failures.js';
import type { HistorySource } from './history-source.js';
import { ObservingSession } from './observing-session.js';
import { readHistorySource } from './read-history-source.js';
import type { ReplayOutcome } from './replay-outcome.js';
import { checkReplayOptions, type ReplayOptions } from './replay-options.js';
import { toOutcome } from './to-outcome.js';

/** Workers in use allow 5 s of computing without a pause; a machine that replays in CI may be slower. */
const ISOLATE_TIMEOUT = '10s';

/**
 * Runs histories from their first event against the workflow code of today, without a server: what happens to every run that is under way when
 * that code is deployed. No step runs and nothing is written. Histories are read and replayed one at a time, so memory does not grow with their number.
 *
 * @param histories files, objects, or what Temporal's client gives for a query
 * @returns what came of each, in their order. A history that is broken or cannot be read is an outcome, not an error.
 * @throws UnknownOption, InvalidOption; what the bundler throws, such as NotDurable or WorkflowsNotLoadable
 * @example
 * ```ts
 * const histories = client.workflow.list({ query: 'ExecutionStatus = "Running"' }).intoHistories();
 * for await (const outcome of replayHistories(histories, { workflowsPath, plugins: [onceward] })) {
 *   if (!outcome.ok) console.error(outcome.workflowId, outcome.kind, outcome.message);
 * }
 * ```
 */
export async function* replayHistories(
  histories: Iterable<HistorySource> | AsyncIterable<HistorySource>,
  options: ReplayOptions,
): AsyncGenerator<ReplayOutcome, void, undefined> {
  checkReplayOptions('replayHistories()', options);
  const failures = new DecodeFailures();
  const code = await bundleToReplay(options);
  const worker = replayWorker(options, failures);
  const plain = new ObservingSession(code, 'commands', worker);
  const places = new ObservingSession(code, 'places', worker);
  const waits = new ObservingSession(code, 'waits', worker);
  try {
    for await (const source of histories) {
      const read = await readHistorySource(source);
      yield await toOutcome(read, { plain, places, waits, failures });
    }
  } finally {
    await Promise.all([plain.close(), places.close(), waits.close()]);
  }
}

function replayWorker({ plugins, dataConverter }: ReplayOptions, failures: DecodeFailures): ReplayWorkerOptions {
  // Temporal's types leave the limit out, as in debug mode, which a replay runs in, there is none: code that never ends would never end here.
  const limit: object = { isolateExecutionTimeout: ISOLATE_TIMEOUT };
  return {
    ...limit,
    plugins: [...plugins, watching(failures)],
    ...(dataConverter !== undefined && { dataConverter }),
  };
}

/** The last of the plugins, so that it sees the data converter that the others made. */
function watching(failures: DecodeFailures): WorkerPlugin {
  return {
    name: 'onceward-replay',
    configureReplayWorker: (options) => ({ ...options, dataConverter: failures.watch(options.dataConverter) }),
  };
}
