import { durableContext, inDurableStep } from '../shared/context/durable-context.js';
import { watchBody } from './streams/watch-body.js';

const KEY_HEADER = 'idempotency-key';

/**
 * `fetch` for the code of durable steps: adds the step's `Idempotency-Key`, unless the request has one, stops the request when the
 * run is cancelled, and gives up a body that hangs (`chunkIdleTimeout`). Outside a step it is plain `fetch`. Give it to clients that
 * take a `fetch` of their own.
 *
 * @throws StreamStalled from reading the body, when its next part does not come in time
 * @example
 * ```ts
 * const response = await durableFetch(url, { method: 'POST', body: JSON.stringify(note) });
 * ```
 */
export async function durableFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  if (!inDurableStep()) return fetch(input, init);
  const { idempotencyKey, signal, chunkIdleTimeoutMs } = durableContext();
  const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined));
  if (!headers.has(KEY_HEADER)) headers.set(KEY_HEADER, idempotencyKey);
  const stalled = new AbortController();
  const signals = [signal, init.signal, input instanceof Request ? input.signal : undefined].filter((one) => one instanceof AbortSignal);
  const response = await fetch(input, { ...init, headers, signal: AbortSignal.any([...signals, stalled.signal]) });
  if (chunkIdleTimeoutMs === undefined) return response;
  return watchBody(response, { idleTimeout: chunkIdleTimeoutMs, stop: (reason) => stalled.abort(reason) });
}
