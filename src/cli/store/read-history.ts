import { isArtifactReference, type ArtifactReference, type Hash, type RunContext } from 'onceward';
import type { Server } from '../server/connect-to-server.js';
import { HashScanner } from './hash-scanner.js';

/** What a run's history tells of objects in the store. */
export interface HistoryFindings {
  readonly hashes: ReadonlySet<Hash>;
  readonly references: readonly ArtifactReference[];
  readonly tenant: string | undefined;
  readonly children: readonly string[];
  /** Encodings of payloads that cannot be read, such as `binary/encrypted`. */
  readonly unreadable: ReadonlySet<string>;
}

export interface Execution {
  readonly workflowId: string;
  readonly runId: string;
}

/** In these a reference stands as it is. */
const PLAIN_ENCODINGS = new Set(['json/plain', 'json/protobuf', 'binary/plain', 'binary/protobuf', 'binary/null']);
const RUN_CONTEXT_HEADER = 'onceward-run';

/** Reads a history page by page: it may be as large as a history can be. */
export async function readHistory({ client }: Server, namespace: string, { workflowId, runId }: Execution): Promise<HistoryFindings> {
  const findings = new Findings();
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await client.workflowService.getWorkflowExecutionHistory({ namespace, execution: { workflowId, runId }, nextPageToken });
    for (const event of page.history?.events ?? []) {
      findings.visit(event);
      const child = event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowId;
      if (child) findings.children.push(child);
      const context = event.workflowExecutionStartedEventAttributes?.header?.fields?.[RUN_CONTEXT_HEADER]?.data;
      if (context) findings.tenant = (JSON.parse(Buffer.from(context).toString()) as RunContext).tenant;
    }
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
  } while (nextPageToken !== undefined);
  return findings.result();
}

/** What a value refers to that stands in no history, such as the arguments of a schedule. */
export function findingsOf(value: unknown): HistoryFindings {
  const findings = new Findings();
  findings.visit(value);
  return findings.result();
}

class Findings {
  readonly scanner = new HashScanner();
  readonly references: ArtifactReference[] = [];
  readonly children: string[] = [];
  readonly unreadable = new Set<string>();
  tenant: string | undefined;

  /** Every text and every payload, however deep. */
  visit(value: unknown): void {
    if (typeof value === 'string') this.scanner.scanText(value);
    else if (value instanceof Uint8Array) this.scanner.scanText(Buffer.from(value).toString('latin1'));
    else if (typeof value === 'object' && value !== null) {
      const { metadata, data } = value as { readonly metadata?: Record<string, Uint8Array> | null; readonly data?: unknown };
      if (data instanceof Uint8Array) this.#visitPayload(metadata ?? {}, data);
      else Object.values(value).forEach((inner) => this.visit(inner));
    }
  }

  result(): HistoryFindings {
    const { references, tenant, children, unreadable } = this;
    return { hashes: this.scanner.found, references, tenant, children, unreadable };
  }

  #visitPayload({ encoding = new Uint8Array() }: Record<string, Uint8Array>, data: Uint8Array): void {
    const name = Buffer.from(encoding).toString();
    if (name !== '' && !PLAIN_ENCODINGS.has(name)) this.unreadable.add(name);
    const text = Buffer.from(data).toString();
    this.scanner.scanText(text);
    if (name.startsWith('json/') && text.includes('"$artifact"')) this.references.push(...referencesIn(JSON.parse(text)));
  }
}

function referencesIn(value: unknown): ArtifactReference[] {
  if (isArtifactReference(value)) return [value];
  if (typeof value === 'string' && value.includes('"$artifact"')) return referencesInText(value);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(referencesIn) : [];
}

/** JSON that was made a text, as a model's tool result is. */
function referencesInText(text: string): ArtifactReference[] {
  try {
    return referencesIn(JSON.parse(text));
  } catch {
    return [];
  }
}
