import type { Json } from './json.js';

/** What was sent one way, as far as a provider's client tells it. */
export interface CapturedMessage {
  readonly url?: string;
  /** Without what authorizes: `[redacted]` stands in its place. */
  readonly headers?: Readonly<Record<string, string>>;
  /** As the client gives it: JSON, or the text of it. */
  readonly body?: Json;
}

/** What a provider was sent for a model call, and what it sent back. An object of the store; a `UsageRecord` refers to it. */
export interface CapturedExchange {
  readonly v: 1;
  readonly request?: CapturedMessage;
  readonly response?: CapturedMessage;
}
