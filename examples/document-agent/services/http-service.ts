import { createServer, type ServerResponse } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { z } from 'zod';
import { createRequestLog, type RequestLog } from './request-log.ts';
import type { BehaviourControl } from './service-behaviour.ts';
import { parseJsonObject, readServiceRequest, type ServiceRequest } from './service-request.ts';

export interface ServiceAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; nothing is sent when it is undefined. */
  readonly body?: unknown;
}

export interface HttpServiceOptions<Extra extends z.ZodRawShape> {
  /** Default 0: a free port. */
  readonly port?: number | undefined;
  /** Holds the table of `REQUEST_LOG_SCHEMA`; closed with the service. */
  readonly database: DatabaseSync;
  /** Where the counted requests are listed. */
  readonly countPath: '/bill' | '/requests';
  readonly behaviour: BehaviourControl<Extra>;
  /** What a request is about; undefined for one that is neither counted nor disturbed. */
  label(request: ServiceRequest): string | undefined;
  /** @param signal aborted when the service stops */
  answer(request: ServiceRequest, signal: AbortSignal): ServiceAnswer | Promise<ServiceAnswer>;
}

export interface RunningService {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts an HTTP server that records every counted request when it has arrived, before anything else happens, and behaves as told:
 * `GET|POST|DELETE /control` shows, changes and resets its behaviour; `GET <countPath>` lists the requests (`?label=`, `?bodies=1`).
 */
export async function startHttpService<Extra extends z.ZodRawShape>(options: HttpServiceOptions<Extra>): Promise<RunningService> {
  const log = createRequestLog(options.database);
  const stopping = new AbortController();
  const server = createServer((message, response) => {
    readServiceRequest(message)
      .then((request) => respond({ options, log, request, response, signal: stopping.signal }))
      .catch((error: unknown) => failUnexpectedly(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The service listens on no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      stopping.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      options.database.close();
    },
  };
}

interface Exchange<Extra extends z.ZodRawShape> {
  readonly options: HttpServiceOptions<Extra>;
  readonly log: RequestLog;
  readonly request: ServiceRequest;
  readonly response: ServerResponse;
  readonly signal: AbortSignal;
}

async function respond<Extra extends z.ZodRawShape>(exchange: Exchange<Extra>): Promise<void> {
  const { options, log, request, response, signal } = exchange;
  const { pathname, searchParams } = request.url;
  if (pathname === '/control') return send(response, control(options.behaviour, request));
  if (pathname === options.countPath && request.method === 'GET') {
    const requests = log.list({ label: searchParams.get('label') ?? undefined, bodies: searchParams.has('bodies') });
    return send(response, { status: 200, body: { count: requests.length, requests } });
  }
  const label = options.label(request);
  if (label === undefined) return send(response, await options.answer(request, signal));
  return respondCounted(exchange, label);
}

/** A client that has left meanwhile changes nothing: as with a real service, what has arrived takes effect. */
async function respondCounted<Extra extends z.ZodRawShape>(exchange: Exchange<Extra>, label: string): Promise<void> {
  const { options, log, request, response, signal } = exchange;
  const id = log.arrived(request, label);
  response.once('finish', () => {
    if (!signal.aborted) log.finished(id);
  });
  const { delayMs, hang, failure } = options.behaviour.takeFault(label);
  if (hang) return;
  if (delayMs > 0) await setTimeout(delayMs, undefined, { signal });
  const answer = failure === undefined || failure.afterHandling === true ? await options.answer(request, signal) : failure;
  const sent = failure ?? answer;
  log.answered(id, sent.status);
  send(response, sent);
}

function control<Extra extends z.ZodRawShape>(behaviour: BehaviourControl<Extra>, request: ServiceRequest): ServiceAnswer {
  if (request.method === 'DELETE') behaviour.reset();
  if (request.method === 'POST') {
    const settings = parseJsonObject(request.body);
    if (settings === undefined) return { status: 400, body: { error: 'POST /control takes a JSON object.' } };
    try {
      behaviour.change(settings);
    } catch (error) {
      return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
    }
  }
  return { status: 200, body: behaviour.current() };
}

function send(response: ServerResponse, { status, headers, body }: ServiceAnswer): void {
  if (status === 0) {
    response.destroy();
    return;
  }
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(text);
}

function failUnexpectedly(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) return;
  send(response, { status: 500, body: { error: error instanceof Error ? error.message : String(error) } });
}
