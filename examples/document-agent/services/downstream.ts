import { z } from 'zod';
import { type RunningService, type ServiceAnswer, startHttpService } from './http-service.ts';
import { openServiceDatabase } from './open-service-database.ts';
import { createRecordTable, type DownstreamRecord, RECORD_TABLE_SCHEMA, type RecordTable } from './record-table.ts';
import { REQUEST_LOG_SCHEMA } from './request-log.ts';
import { createBehaviourControl } from './service-behaviour.ts';
import { parseJsonObject, type ServiceRequest } from './service-request.ts';

export interface DownstreamOptions {
  /** What the system is called in its error messages, such as `crm`. */
  readonly name: string;
  /** Default 0: a free port. */
  readonly port?: number;
  readonly databaseFile: string;
}

const SETTINGS = {
  /** True: a system that knows no idempotency keys and writes a row for every request. */
  ignoreKeys: z.boolean().default(false),
};

const RECORD_PATH = /^\/records\/([^/]+)$/;

/**
 * A system that the agent writes to. `POST /records` (a JSON object) writes a row: 201; the same `Idempotency-Key` with the same body gives
 * the stored row: 200; with another body: 422. `DELETE /records/<id>` takes a row back. `GET /records` lists the rows. Writes are labelled
 * `write`, deletions `delete`.
 */
export async function startDownstream({ name, port, databaseFile }: DownstreamOptions): Promise<RunningService> {
  const database = openServiceDatabase(databaseFile, REQUEST_LOG_SCHEMA + RECORD_TABLE_SCHEMA);
  const table = createRecordTable(database);
  const behaviour = createBehaviourControl(SETTINGS);
  return startHttpService({
    port,
    database,
    countPath: '/requests',
    behaviour,
    label: labelOf,
    answer: (request) => {
      const id = RECORD_PATH.exec(request.url.pathname)?.[1];
      if (id !== undefined && request.method === 'DELETE') return deleteRecord({ table, name, id });
      if (request.url.pathname !== '/records') return { status: 404, body: { error: `${name} has /records only.` } };
      if (request.method === 'GET') return { status: 200, body: summarize(table.list()) };
      return request.method === 'POST' ? write({ table, request, ignoreKeys: behaviour.current().ignoreKeys }) : { status: 405 };
    },
  });
}

function labelOf({ method, url }: ServiceRequest): string | undefined {
  if (method === 'POST' && url.pathname === '/records') return 'write';
  return method === 'DELETE' && RECORD_PATH.test(url.pathname) ? 'delete' : undefined;
}

function write(options: { readonly table: RecordTable; readonly request: ServiceRequest; readonly ignoreKeys: boolean }): ServiceAnswer {
  const { table, request, ignoreKeys } = options;
  if (parseJsonObject(request.body) === undefined) return { status: 400, body: { error: 'A record is a JSON object.' } };
  const key = request.idempotencyKey;
  const stored = key === undefined || ignoreKeys ? undefined : table.findByKey(key);
  if (stored === undefined) {
    return { status: 201, body: table.insert({ idempotencyKey: key, fingerprint: request.fingerprint, body: request.body }) };
  }
  if (stored.fingerprint === request.fingerprint) return { status: 200, body: stored };
  return { status: 422, body: { error: `The Idempotency-Key '${key}' was used before with another body.` } };
}

function deleteRecord({ table, name, id }: { readonly table: RecordTable; readonly name: string; readonly id: string }): ServiceAnswer {
  return table.delete(id) === undefined ? { status: 404, body: { error: `${name} has no record '${id}'.` } } : { status: 204 };
}

/** The rows, and how many of them repeat what another row says already. */
function summarize(records: readonly DownstreamRecord[]): { count: number; writtenTwice: number; records: readonly DownstreamRecord[] } {
  const distinct = new Set(records.map((record) => record.fingerprint));
  return { count: records.length, writtenTwice: records.length - distinct.size, records };
}
