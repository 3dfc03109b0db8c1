import type { LanguageModelV4GenerateResult, LanguageModelV4StreamPart } from './provider-v4.js';

/** Deltas of one block that came in a row, by their lengths. The text stands in the answer's content. */
export interface DeltaRun {
  /** The id of the block. */
  readonly of: string;
  readonly lengths: readonly number[];
  /** Input of a tool that is not to the letter what its tool call has. */
  readonly text?: string;
}

/** One place in a stream: the next part of the content as it stands there, the end, deltas, or the part itself. */
export type StreamEntry = 'content' | 'finish' | DeltaRun | LanguageModelV4StreamPart;

/** An answer that came as a stream. It reads like any answer; `stream` says in which parts it came, without saying its texts again. */
export interface StreamedAnswer extends Pick<LanguageModelV4GenerateResult, 'content' | 'finishReason' | 'usage' | 'providerMetadata'> {
  readonly response?: Pick<NonNullable<LanguageModelV4GenerateResult['response']>, 'id' | 'timestamp' | 'modelId'>;
  readonly warnings?: LanguageModelV4GenerateResult['warnings'];
  readonly stream: readonly StreamEntry[];
}

/** A part with a piece of a text. */
export type DeltaPart = Extract<LanguageModelV4StreamPart, { type: 'text-delta' | 'reasoning-delta' | 'tool-input-delta' }>;

export function isDeltaPart(part: LanguageModelV4StreamPart): part is DeltaPart {
  return part.type === 'text-delta' || part.type === 'reasoning-delta' || part.type === 'tool-input-delta';
}

export function isDeltaRun(entry: StreamEntry): entry is DeltaRun {
  return typeof entry === 'object' && 'lengths' in entry;
}
