import { CommandFailed } from '../grammar/command-failed.js';
import type { OptionDefinitions } from '../grammar/define-command.js';
import { toOneLine } from '../output/one-line.js';
import type { Server } from '../server/connect-to-server.js';
import { listRuns } from '../server/list-runs.js';
import { forEachAtOnce } from './for-each-at-once.js';
import type { PayloadReader } from 'onceward/worker';
import type { ObjectName } from './hash-scanner.js';
import { findingsOf, readHistory, type Execution, type HistoryFindings } from './read-history.js';

/** A run that Temporal still knows: under way, or closed and within the retention of its namespace. */
export interface KnownRun extends Execution {
  readonly namespace: string;
  readonly isOpen: boolean;
  readonly findings: HistoryFindings;
}

export interface KnownRuns {
  readonly runs: readonly KnownRun[];
  /** What the schedules will start runs with. */
  readonly schedules: readonly HistoryFindings[];
}

export const NAMESPACES_OPTION = {
  namespaces: {
    type: 'string',
    value: 'names',
    summary: 'All namespaces whose runs use the store, with commas; without it, the one of the environment',
  },
} as const satisfies OptionDefinitions;

const RUNS_AT_ONCE = 8;

/**
 * Reads the histories of all runs and the schedules of some namespaces.
 *
 * @throws CommandFailed when one of them cannot be read
 */
export async function readRuns(server: Server, names: string | undefined, reader: PayloadReader): Promise<KnownRuns> {
  const runs: KnownRun[] = [];
  const schedules: HistoryFindings[] = [];
  const namespaces = names?.split(',').map((name) => name.trim()) ?? [server.namespace];
  for (const namespace of namespaces) {
    const ofNamespace = server.forNamespace(namespace);
    await forEachAtOnce(listRuns(ofNamespace), RUNS_AT_ONCE, async (run) => {
      const findings = await readHistory(ofNamespace, run, reader).catch((error: unknown) => {
        // It was deleted since it was listed.
        if (isNotFound(error)) return undefined;
        throw cannotRead(`the history of '${toOneLine(run.workflowId)}'`, error);
      });
      if (findings !== undefined) runs.push({ ...run, namespace, findings });
    }).catch((error: unknown) => {
      throw cannotRead(`the runs of the namespace '${namespace}'`, error);
    });
    for await (const scheduleId of listSchedules(ofNamespace)) {
      const description = await ofNamespace.client.workflowService.describeSchedule({ namespace, scheduleId });
      schedules.push(await findingsOf(description.schedule?.action, reader));
    }
  }
  return { runs, schedules };
}

/** Not with the client's own list: it decodes memos, and fails over one that is encrypted. */
async function* listSchedules({ client, namespace }: Server): AsyncGenerator<string> {
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await client.workflowService.listSchedules({ namespace, nextPageToken });
    for (const { scheduleId } of page.schedules) if (scheduleId) yield scheduleId;
    nextPageToken = page.nextPageToken;
  } while (nextPageToken.length > 0);
}

/** Everything that runs and schedules refer to. */
export function namesOf({ runs, schedules }: Pick<KnownRuns, 'runs'> & Partial<KnownRuns>): ReadonlySet<ObjectName> {
  const findings = [...runs.map((run) => run.findings), ...(schedules ?? [])];
  return new Set(findings.flatMap(({ names }) => [...names]));
}

function cannotRead(what: string, error: unknown): Error {
  if (error instanceof CommandFailed) return error;
  const reason = error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error);
  return new CommandFailed(`${what.replace('the', 'The')} cannot be read: ${toOneLine(reason)}.`, 'Nothing was deleted.');
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 5;
}
