import type { ArtifactReference, RunContext } from 'onceward';
import type { PayloadReader } from 'onceward/worker';
import type { Server } from '../server/connect-to-server.js';
import type { ObjectName } from './hash-scanner.js';
import { PayloadFindings } from './payload-findings.js';

/** What a run's history tells of objects in the store. */
export interface HistoryFindings {
  readonly names: ReadonlySet<ObjectName>;
  readonly references: readonly ArtifactReference[];
  readonly tenant: string | undefined;
  readonly children: readonly string[];
  /** Why some of it cannot be read, such as a key that is missing. */
  readonly unreadable: ReadonlySet<string>;
}

export interface Execution {
  readonly workflowId: string;
  readonly runId: string;
}

const RUN_CONTEXT_HEADER = 'onceward-run';

/** Reads a history page by page: it may be as large as a history can be. */
export async function readHistory(
  { client, namespace }: Server,
  { workflowId, runId }: Execution,
  reader: PayloadReader,
): Promise<HistoryFindings> {
  const findings = new PayloadFindings(reader);
  const children: string[] = [];
  let tenant: string | undefined;
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await client.workflowService.getWorkflowExecutionHistory({ namespace, execution: { workflowId, runId }, nextPageToken });
    for (const event of page.history?.events ?? []) {
      await findings.visit(event);
      const child = event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowId;
      if (child) children.push(child);
      const context = event.workflowExecutionStartedEventAttributes?.header?.fields?.[RUN_CONTEXT_HEADER];
      if (context) tenant = (await contextOf(findings, context))?.tenant;
    }
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
  } while (nextPageToken !== undefined);
  return { ...resultOf(findings), tenant, children };
}

/** What a value refers to that stands in no history, such as the arguments of a schedule. */
export async function findingsOf(value: unknown, reader: PayloadReader): Promise<HistoryFindings> {
  const findings = new PayloadFindings(reader);
  await findings.visit(value);
  return { ...resultOf(findings), tenant: undefined, children: [] };
}

function resultOf({ scanner, references, unreadable }: PayloadFindings): Pick<HistoryFindings, 'names' | 'references' | 'unreadable'> {
  return { names: scanner.found, references, unreadable };
}

async function contextOf(findings: PayloadFindings, header: object): Promise<RunContext | undefined> {
  const payload = await findings.decode(header);
  return payload?.data ? (JSON.parse(Buffer.from(payload.data).toString()) as RunContext) : undefined;
}
