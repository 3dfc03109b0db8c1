import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Faults } from './faults.js';
import type { RequestJournal } from './request-journal.js';
import type { ScriptedReply } from './scripted-reply.js';
import { toScriptedRequest, type ScriptedRequest } from './scripted-request.js';
import { toErrorAnswer, toHttpAnswer, type HttpAnswer } from './to-http-answer.js';

export interface Exchange {
  readonly journal: RequestJournal;
  readonly faults: Faults;
  readonly read: (request: ScriptedRequest) => Promise<ScriptedReply>;
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  /** Aborted when the provider closes. */
  readonly closing: AbortSignal;
}

/** Handles one HTTP request: into the journal first, then its fault or its reply. */
export async function answerRequest({ journal, faults, read, message, response, closing }: Exchange): Promise<void> {
  const { pathname: path } = new URL(message.url ?? '/', 'http://provider');
  const kind = kindOf(path);
  if (kind === undefined || message.method !== 'POST') return refuse(response, 404, `This provider has no ${message.method} ${path}.`);
  const body = await readJsonObject(message);
  if (body === undefined) return refuse(response, 400, 'The body is no JSON object.');
  const request = journal.arrived({ path, headers: headersOf(message), body });
  const fault = faults.take();
  if (fault === 'drop') return void response.destroy();
  watchEnd(response, { journal, number: request.number, closing });
  if (fault === 'hang') return;
  if (faults.delayMs > 0) await setTimeout(faults.delayMs, undefined, { signal: closing });
  if (body['stream'] === true) return refuse(response, 400, 'A scripted provider does not stream.');
  const scripted = toScriptedRequest(kind, request);
  const answer = fault === undefined ? toHttpAnswer(scripted, await read(scripted)) : toErrorAnswer(fault);
  journal.update(request.number, { answeredAtMs: Date.now(), status: answer.status });
  send(response, answer);
}

/** Answers with an error in the form that clients of the interface know. */
export function refuse(response: ServerResponse, status: number, message: string): void {
  send(response, { status, body: { error: { message, type: 'invalid_request_error', param: null, code: null } } });
}

function kindOf(path: string): ScriptedRequest['kind'] | undefined {
  if (path.endsWith('/chat/completions')) return 'chat';
  return path.endsWith('/embeddings') ? 'embeddings' : undefined;
}

interface WatchedRequest {
  readonly journal: RequestJournal;
  readonly number: number;
  readonly closing: AbortSignal;
}

/** `close` follows `finish`, and comes alone when the other side ended the connection. */
function watchEnd(response: ServerResponse, { journal, number, closing }: WatchedRequest): void {
  response.once('finish', () => journal.update(number, { finishedAtMs: Date.now() }));
  response.once('close', () => {
    if (!response.writableFinished && !closing.aborted) journal.update(number, { abandonedAtMs: Date.now() });
  });
}

function send(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

async function readJsonObject(message: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
