import type { Artifacts } from '../artifacts/artifacts.js';
import type { Json } from '../contract/json.js';
import type { RunContext } from '../contract/run-context.js';
import type { ProviderJob } from './provider-job.js';
import { InvalidDurable } from '../errors/invalid-durable.js';

const PROVIDER = Symbol.for('onceward.context');

/** What the code of a durable step may know about its call. */
export interface DurableContext {
  /** The same on every retry, replay and reset of this call: give it to whatever you write to. */
  readonly idempotencyKey: string;
  /**
   * In a `sideEffect: 'once'` step: grows with each attempt that is allowed to do it. A service that compares fences can refuse an attempt that
   * another took the place of.
   */
  readonly fence?: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Aborted when the run is cancelled or the worker must stop: pass it to fetch and to clients. */
  readonly signal: CancellationSignal;
  /** The id under which a model asked for this tool call. */
  readonly toolCallId?: string;
  /** How long the next part of a streamed answer may take; absent for no limit. `durableFetch` and `watchChunks` keep to it. */
  readonly chunkIdleTimeoutMs?: number;
  readonly run: RunContext;
  /** Puts bytes into the store and opens them again, so that only references travel through history. */
  readonly artifacts: Artifacts;
  /**
   * Runs a job of a provider to its end, such as a background response or a batch. Its id is kept, so that a later attempt fetches the same
   * job instead of paying for another.
   *
   * @throws InvalidDurable for a second job in one step, and in a step with `thread: true`; UnknownOption; InvalidOption
   */
  readonly providerJob: <Value>(job: ProviderJob<Value>) => Promise<Value>;
  /**
   * A value with results in place of references to them, such as one that a row of yours holds; anything else stays as it is. What a step is
   * called with has them already, except where a model wrote it.
   *
   * @throws PayloadMissing, PayloadCorrupted
   */
  readonly resolve: (value: Json) => Promise<Json>;
}

/** The platform's own `AbortSignal` where its types are known, and its shape where they are not (the sandbox). */
export type CancellationSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } } ? Signal : SignalShape;

interface SignalShape {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
  throwIfAborted(): void;
}

/**
 * The context of the durable step that is running.
 *
 * @throws InvalidDurable outside a step: use `inDurableStep()` first in code that also runs without Temporal
 * @example
 * ```ts
 * export const writeCrm = durable(async (note: Note) => {
 *   const { idempotencyKey, signal } = durableContext();
 *   await fetch(url, { method: 'POST', body: JSON.stringify(note), headers: { 'Idempotency-Key': idempotencyKey }, signal });
 * });
 * ```
 */
export function durableContext(): DurableContext {
  const context = currentContext();
  if (context !== undefined) return context;
  throw new InvalidDurable({
    what: 'durableContext()',
    problem: 'was called outside a durable step',
    hint: 'Call it in the code of a durable tool or function, while a worker runs it; `inDurableStep()` tells.',
  });
}

/** Whether the code runs as a durable step of a worker. */
export function inDurableStep(): boolean {
  return currentContext() !== undefined;
}

/** @internal The worker says how to find the context of the running step. One per process, shared by all copies of the package. */
export function provideDurableContext(provider: () => DurableContext | undefined): void {
  (globalThis as { [PROVIDER]?: typeof provider })[PROVIDER] = provider;
}

function currentContext(): DurableContext | undefined {
  return (globalThis as { [PROVIDER]?: () => DurableContext | undefined })[PROVIDER]?.();
}
