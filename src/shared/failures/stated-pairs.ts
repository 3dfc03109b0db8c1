import { findBody } from './embedded-json.js';

const MAX_READ_CHARS = 4000;
const MAX_RECORDS = 8;
/** `'code': 'content_filter'`, `"status": 429`: quoted either way, and values that are words or numbers. */
const PAIR = /(["'])([a-z_$]{2,30})\1: ?(?:(["'])([\w.:/#-]{1,120})\3|(\d{1,15}(?:\.\d{1,9})?)(?![\w.]))/gi;

/**
 * What a body within a text states that is no JSON: one that another language printed (`{'error': {'code': 'content_filter', 'param': None}}`), or one that was
 * cut. A key that comes again begins another record, so that an outer statement stands before an inner one.
 */
export function readStatedPairs(text: string): readonly Readonly<Record<string, string | number>>[] {
  const body = (findBody(text) ?? '').slice(0, MAX_READ_CHARS);
  const records: Record<string, string | number>[] = [];
  let record: Record<string, string | number> | undefined;
  for (const [, , key = '', , word, number] of body.matchAll(PAIR)) {
    if (record === undefined || Object.hasOwn(record, key)) {
      if (records.length === MAX_RECORDS) break;
      record = {};
      records.push(record);
    }
    record[key] = word ?? Number(number);
  }
  return records;
}
