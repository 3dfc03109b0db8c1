import { AsyncLocalStorage } from 'node:async_hooks';
import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';

/** How long what came last of a stream may take to be read. */
const GRACE_MS = 1_000;
const EVENT_ID = /^id:/m;

/** The request of the client that is under way. */
interface RunningCall {
  readonly signal: AbortSignal;
  cut(): void;
}

const running = new AsyncLocalStorage<RunningCall>();

/**
 * Runs one request of the client. Its signal is aborted with `signal`, and with `cut` when the answer's stream ends without the answer, which
 * the client would wait for until its time is over.
 */
export async function withCall<Result>(cut: Error, signal: AbortSignal, send: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  let isOver = false;
  // Not inside of the call: the client tells the server of a cancellation, and that request must be sent.
  const abort = (reason: unknown): void => running.exit(() => controller.abort(reason));
  const forward = (): void => abort(signal.reason);
  signal.addEventListener('abort', forward, { once: true });
  const call: RunningCall = { signal: controller.signal, cut: () => void (isOver || abort(cut)) };
  try {
    return await running.run(call, () => send(controller.signal));
  } finally {
    isOver = true;
    signal.removeEventListener('abort', forward);
  }
}

/** `fetch` for the client's transport: ends the connection of a call that is cancelled, and notices an answer that breaks off. */
export function watchedFetch(own: FetchLike = fetch): FetchLike {
  return async (url, init) => {
    const call = running.getStore();
    if (call === undefined || init?.method !== 'POST') return own(url, init);
    const signals = [call.signal, init.signal].filter((one) => one instanceof AbortSignal);
    const response = await own(url, { ...init, signal: AbortSignal.any(signals) });
    const { body, headers, status, statusText } = response;
    const isStream = response.ok && headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (!isStream || body === null) return response;
    return new Response(ReadableStream.from(watch(body, call)), { headers, status, statusText });
  };
}

/** A stream with ids is taken up again by the client where it broke off. */
async function* watch(body: ReadableStream<Uint8Array>, call: RunningCall): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder();
  let isResumable = false;
  try {
    for await (const chunk of body) {
      isResumable ||= EVENT_ID.test(decoder.decode(chunk, { stream: true }));
      yield chunk;
    }
  } finally {
    if (!isResumable) setTimeout(() => call.cut(), GRACE_MS).unref();
  }
}
