import type { JournaledRequest, ProviderBill } from './journaled-request.js';
import type { ErrorReply, ScriptedReply } from './scripted-reply.js';
import type { ScriptedRequest } from './scripted-request.js';

/**
 * What a provider says. A function decides each reply from its request, and may be asked for the same request again. A list is said in
 * order, one reply a chat request; when it is over, requests fail with status 400. A function that gives undefined, and a list,
 * leave embeddings to the provider: a text's vector is made of its characters, the same in every run.
 */
export type ProviderScript =
  | ((request: ScriptedRequest) => ScriptedReply | undefined | Promise<ScriptedReply | undefined>)
  | readonly ScriptedReply[];

export interface ScriptedProviderOptions {
  readonly script: ProviderScript;
  /** The port to listen on, at 127.0.0.1. Default 0: a free one. */
  readonly port?: number;
}

/** A model provider with the chat completions interface that says what a test wants, and remembers what it was asked. */
export interface ScriptedProvider {
  /** The base URL for clients, with `/v1`. */
  readonly url: string;
  /** Every request that arrived, in order, as far as each has come. */
  requests(): readonly JournaledRequest[];
  /** What a real provider would have billed by now. A request is billed when it arrives, also if nobody waits for its answer. */
  bill(): ProviderBill;
  /** Calls `listener` at each arrival from now on, before the answer. The returned function ends that. */
  onArrival(listener: (request: JournaledRequest) => void): () => void;
  /** Makes every answer from now on wait. */
  delay(delayMs: number): void;
  /** Answers the next requests with an error: a status, or a status with body and headers. @param times default 1 */
  failNext(error: number | ErrorReply, times?: number): void;
  /** Leaves the next requests without an answer, with the connection open. @param times default 1 */
  hangNext(times?: number): void;
  /** Closes the connection of the next requests without an answer. @param times default 1 */
  dropNext(times?: number): void;
  /** Takes back the delay and all faults that have not happened yet. The journal stays. */
  reset(): void;
  close(): Promise<void>;
}
