import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

export interface EffectRequest {
  /** 1 for the first. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
}

export interface Row {
  readonly id: string;
  readonly system: string;
  /** Counts requests, so that the order of what was taken back can be told. */
  deletedBy: number | undefined;
}

export interface Job {
  readonly id: string;
  readonly key: string;
  state: 'running' | 'failed' | 'gone' | 'cancelled';
  readyAtMs: number;
}

/** `before`: it arrives, and nothing is done about it. `after`: it is done, and nobody hears of it. */
export type Cut = 'before' | 'after';

/** What is written to and what runs jobs, in this process: rows and jobs stay when a worker dies. */
export interface EffectsService {
  readonly url: string;
  readonly requests: EffectRequest[];
  readonly rows: Row[];
  readonly jobs: Job[];
  /** Set by the test. */
  readonly settings: {
    /** Systems that refuse: their writes, or their deletions. */
    refuses: Record<string, { method: 'POST' | 'DELETE'; status: number }>;
    honoursKeys: boolean;
    jobMs: number;
    /** How long the answer to the start of a job takes. */
    startMs: number;
    /** Says whether a request is cut off, and how; the answer is given to nobody. */
    cut: (request: EffectRequest) => Cut | undefined;
    onCut: () => void;
  };
  reset(): void;
  close(): Promise<void>;
}

const DEFAULTS = { honoursKeys: true, jobMs: 0, startMs: 0, cut: () => undefined, onCut: () => undefined };

export async function startEffectsService(): Promise<EffectsService> {
  const state: Omit<EffectsService, 'url' | 'close' | 'reset'> = {
    requests: [],
    rows: [],
    jobs: [],
    settings: { refuses: {}, ...DEFAULTS },
  };
  const server = createServer((message, response) => void respond(state, message, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...state,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reset() {
      for (const list of [state.requests, state.rows, state.jobs]) list.length = 0;
      Object.assign(state.settings, { refuses: {}, ...DEFAULTS });
    },
    close: () => closeServer(server),
  };
}

type State = Pick<EffectsService, 'requests' | 'rows' | 'jobs' | 'settings'>;

async function respond(state: State, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = JSON.parse((await text(message)) || '{}') as { key?: string };
  const key = message.headers['idempotency-key'] as string | undefined;
  const request = { number: state.requests.length + 1, method: message.method ?? '', path: message.url ?? '', key };
  state.requests.push(request);
  const cut = state.settings.cut(request);
  if (cut === 'before') return state.settings.onCut();
  const { status, answer } = handle(state, request, body);
  if (cut === 'after') return state.settings.onCut();
  if (request.method === 'POST' && request.path === '/jobs') await sleep(state.settings.startMs);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

function handle(state: State, request: EffectRequest, body: { key?: string }): { status: number; answer: unknown } {
  const [, kind, name = '', id = ''] = request.path.split(/[/?]/);
  if (kind === 'jobs') return handleJob(state, request, { id: name, action: id, key: body.key ?? '' });
  const refusal = state.settings.refuses[name];
  if (refusal?.method === request.method) return { status: refusal.status, answer: { error: 'refused' } };
  if (request.method === 'DELETE') {
    const row = state.rows.find((candidate) => candidate.id === id);
    if (row !== undefined) row.deletedBy ??= request.number;
    return { status: 200, answer: null };
  }
  const known = state.settings.honoursKeys ? state.rows.find((row) => row.id === request.key) : undefined;
  const row = known ?? { id: request.key ?? `row-${request.number}`, system: name, deletedBy: undefined };
  if (known === undefined) state.rows.push(row);
  return { status: 201, answer: { id: row.id } };
}

function handleJob({ jobs, settings }: State, { method, path, key }: EffectRequest, sent: { id: string; action: string; key: string }) {
  if (method === 'POST' && sent.id === '') {
    const known = settings.honoursKeys ? jobs.find((job) => job.key === key) : undefined;
    const job: Job = known ?? { id: `job-${jobs.length + 1}`, key: sent.key, state: 'running', readyAtMs: Date.now() + settings.jobMs };
    if (known === undefined) jobs.push(job);
    return { status: 200, answer: { id: job.id } };
  }
  const wanted = new URL(path, 'http://localhost').searchParams.get('key');
  if (wanted !== null) return { status: 200, answer: { id: jobs.find((job) => job.key === wanted)?.id ?? null } };
  const job = jobs.find((candidate) => candidate.id === sent.id);
  if (job === undefined || job.state === 'gone') return { status: 404, answer: { error: 'no such job' } };
  if (sent.action === 'cancel') job.state = 'cancelled';
  if (job.state === 'failed') return { status: 200, answer: { status: 'failed', error: { message: 'the job failed', status: 500 } } };
  const isDone = job.state === 'running' && Date.now() >= job.readyAtMs;
  return { status: 200, answer: isDone ? { status: 'done', value: `answer of ${job.id}` } : { status: 'pending' } };
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
