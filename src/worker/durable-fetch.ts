import { durableContext, inDurableStep } from '../shared/context/durable-context.js';

const KEY_HEADER = 'idempotency-key';

/**
 * `fetch` for the code of durable steps: adds the step's `Idempotency-Key`, unless the request has one, and stops the request when the
 * run is cancelled. Outside a step it is plain `fetch`. Give it to clients that take a `fetch` of their own.
 *
 * @example
 * ```ts
 * const response = await durableFetch(url, { method: 'POST', body: JSON.stringify(note) });
 * ```
 */
export async function durableFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  if (!inDurableStep()) return fetch(input, init);
  const { idempotencyKey, signal } = durableContext();
  const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined));
  if (!headers.has(KEY_HEADER)) headers.set(KEY_HEADER, idempotencyKey);
  const signals = [signal, init.signal, input instanceof Request ? input.signal : undefined].filter((one) => one instanceof AbortSignal);
  return fetch(input, { ...init, headers, signal: AbortSignal.any(signals) });
}
