import { durableContext, inDurableStep } from '../../shared/context/durable-context.js';
import { StreamStalled } from '../../shared/errors/stream-stalled.js';
import { durationMs, type Duration } from '../../shared/options/duration.js';

export interface WatchChunksOptions {
  /** How long the next part may take. @default the step's `chunkIdleTimeout`; outside a step there is no limit */
  readonly idleTimeout?: Duration;
  /** Ends the request behind the stream. Without it the connection may stay open until the other side closes it. */
  readonly stop?: (reason: unknown) => void;
}

/**
 * Passes the parts of a stream on, and gives it up when the next one takes too long. A stream that hangs in the middle is then a failure
 * within seconds and not at the end of the attempt. Only waiting for the other side counts: the reader may take its time.
 *
 * @throws StreamStalled when the next part does not come in time
 * @example
 * ```ts
 * const request = new AbortController();
 * const stream = await client.stream(prompt, { signal: AbortSignal.any([signal, request.signal]) });
 * for await (const part of watchChunks(stream, { stop: (reason) => request.abort(reason) })) text += part.text;
 * ```
 */
export async function* watchChunks<Chunk>(source: AsyncIterable<Chunk>, options: WatchChunksOptions = {}): AsyncGenerator<Chunk, void> {
  const idleMs = idleMsOf(options.idleTimeout);
  const iterator = source[Symbol.asyncIterator]();
  let [chunks, isOver] = [0, false];
  try {
    for (;;) {
      const next = await withinMs(iterator.next(), idleMs, () => new StreamStalled({ chunks, idleMs }));
      isOver = next.done === true;
      if (next.done === true) return;
      chunks += 1;
      yield next.value;
    }
  } catch (error) {
    options.stop?.(error);
    throw error;
  } finally {
    // A stream that hangs may never confirm its end, so nobody waits for that.
    if (!isOver) void iterator.return?.().catch(() => undefined);
  }
}

function idleMsOf(stated: Duration | undefined): number {
  if (stated !== undefined) return durationMs(stated, 'watchChunks()', 'idleTimeout') || Infinity;
  return inDurableStep() ? (durableContext().chunkIdleTimeoutMs ?? Infinity) : Infinity;
}

async function withinMs<Value>(promise: Promise<Value>, ms: number, toError: () => Error): Promise<Value> {
  if (ms === Infinity) return promise;
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(toError()), ms);
  });
  return Promise.race([promise, timeUp]).finally(() => clearTimeout(timer));
}
