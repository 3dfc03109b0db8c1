import { historyBytes } from './history-bytes.js';
import type { HistoryText, RawHistory } from './recorded-history.js';

/** Every text of a history. A payload that is no text is one with replacement characters. */
export function historyTexts(history: RawHistory): readonly HistoryText[] {
  return historyBytes(history).map(({ where, bytes }) => ({ where, text: bytes.toString('utf8') }));
}
