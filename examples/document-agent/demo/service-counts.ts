import type { LoggedRequest } from '../services/request-log.ts';
import type { Journal } from 'onceward/worker';

export type ServiceUrls = Readonly<Record<string, string>>;

const DOWNSTREAMS = ['crm', 'accounting', 'archive'] as const;

/** What the services outside were asked: the bill. */
export interface ServiceCounts {
  readonly modelRequests: readonly LoggedRequest[];
  readonly registryRequests: readonly LoggedRequest[];
  /** Rows that stand, by system. */
  readonly rows: Readonly<Record<string, number>>;
  readonly rowsWrittenTwice: number;
}

/** Counts from the services themselves, not from what the agent says it did. */
export async function readServiceCounts(urls: ServiceUrls): Promise<ServiceCounts> {
  const [model, registry, ...downstreams] = await Promise.all([
    readJson<{ requests: LoggedRequest[] }>(`${urls['modelServer']}/bill`),
    readJson<{ requests: LoggedRequest[] }>(`${urls['companyRegistry']}/requests`),
    ...DOWNSTREAMS.map((name) => readJson<{ writtenTwice: number; records: { deletedAt: string | null }[] }>(`${urls[name]}/records`)),
  ]);
  const standing = downstreams.map(({ records }) => records.filter(({ deletedAt }) => deletedAt === null).length);
  return {
    modelRequests: model.requests,
    registryRequests: registry.requests,
    rows: Object.fromEntries(DOWNSTREAMS.map((name, index) => [name, standing[index] ?? 0])),
    rowsWrittenTwice: downstreams.reduce((sum, { writtenTwice }) => sum + writtenTwice, 0),
  };
}

/** Requests that were billed and whose answers nobody had recorded: what was in flight at this moment. */
export async function countUnrecorded(requests: readonly LoggedRequest[], journal: Journal): Promise<number> {
  const recorded = await Promise.all(
    requests.map(async ({ idempotencyKey }) => (idempotencyKey === null ? undefined : journal.get(idempotencyKey))),
  );
  return recorded.filter((record) => record === undefined).length;
}

/** Changes how a service behaves. */
export async function controlService(url: string | undefined, settings: object): Promise<void> {
  const response = await fetch(`${url}/control`, { method: 'POST', body: JSON.stringify(settings) });
  if (!response.ok) throw new Error(`${url}/control answered ${response.status}: ${await response.text()}`);
}

async function readJson<Body>(url: string): Promise<Body> {
  const response = await fetch(url);
  return (await response.json()) as Body;
}
