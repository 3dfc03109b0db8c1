export interface RecognizedText {
  readonly text: string;
  /** How sure the reader is, from 0 to 100; 0 when there is no text. */
  readonly confidence: number;
}

const MINIMUM_CONFIDENCE = 40;
const WORD = /[\p{L}\p{N}]{3}/u;

/** What was read, without what a reader sees in stains and pictures: text without a single word, or one that it hardly believes itself. */
export function toRecognizedText({ text, confidence }: RecognizedText): RecognizedText {
  const trimmed = text.trim();
  const isText = confidence >= MINIMUM_CONFIDENCE && WORD.test(trimmed);
  return isText ? { text: trimmed, confidence } : { text: '', confidence: 0 };
}
