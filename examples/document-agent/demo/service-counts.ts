import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedRequest } from '../services/request-log.ts';

export type ServiceUrls = Readonly<Record<string, string>>;

const LOOK_EVERY_MS = 20;
const ARRIVAL_TIMEOUT_MS = 10_000;
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

/** Resolves once a service has got the request of this key. */
export async function requestArrived(urls: ServiceUrls, key: string): Promise<void> {
  const lists = [`${urls['modelServer']}/bill`, ...['companyRegistry', ...DOWNSTREAMS].map((name) => `${urls[name]}/requests`)];
  const deadline = Date.now() + ARRIVAL_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const answers = await Promise.all(lists.map((url) => readJson<{ requests: LoggedRequest[] }>(url)));
    if (answers.some(({ requests }) => requests.some(({ idempotencyKey }) => idempotencyKey === key))) return;
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error(`No service got the request of ${key} within ${ARRIVAL_TIMEOUT_MS / 1_000} s.`);
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
