/** What a scripted provider says to one request. A plain text is short for `{ text }`. */
export type ScriptedReply = string | TextReply | JsonReply | ToolCallReply | EmbeddingReply | ErrorReply;

interface AnswerSettings {
  /** Default: 11 tokens in, 7 out. */
  readonly usage?: ScriptedUsage;
  /** Headers of the HTTP answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ScriptedUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** How many of the input tokens the provider had in its cache. */
  readonly cachedInputTokens?: number;
  /** How many of the output tokens went into reasoning. */
  readonly reasoningTokens?: number;
}

export interface TextReply extends AnswerSettings {
  readonly text: string;
}

export interface JsonReply extends AnswerSettings {
  /** Said as JSON text: the answer to a request with a JSON schema. */
  readonly json: unknown;
}

export interface ToolCallReply extends AnswerSettings {
  readonly toolCalls: readonly ScriptedToolCall[];
}

export interface ScriptedToolCall {
  readonly name: string;
  readonly input: unknown;
  /** Default: made of the request's number and the call's place, so that it is the same in every run. */
  readonly id?: string;
}

export interface EmbeddingReply extends AnswerSettings {
  /** One vector for each text of the request. */
  readonly embeddings: readonly (readonly number[])[];
}

/** An answer that is no success. */
export interface ErrorReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: an error in the interface's form that names the status. */
  readonly body?: unknown;
}
