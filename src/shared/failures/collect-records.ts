import { firstItems } from './array-items.js';
import { classNamesOf } from './class-names.js';
import { parseEmbeddedJson } from './embedded-json.js';
import { isObject, readProperty } from './read-property.js';
import { readStatedPairs } from './stated-pairs.js';

/** Where clients and providers put what the server said. Requests and configurations are not among them. */
const CONTAINERS = [
  'error',
  'errors',
  'data',
  'response',
  'responseBody',
  'body',
  'raw',
  'details',
  'errorDetails',
  'detail',
  'metadata',
  'innererror',
  'violations',
  'parameters',
  '$metadata',
  '$response',
  'rawResponse',
  'httpResponse',
  'meta',
  'extensions',
  'status',
  'fault',
  'CancellationReasons',
  'base_resp',
  'message',
] as const;
const MAX_DEPTH = 7;
const MAX_RECORDS = 120;
const MAX_ITEMS = 10;

/**
 * Everything the errors of a chain say in structured form: the errors themselves, then the objects inside them,
 * with JSON texts parsed. Breadth first, so that the outermost statement comes first.
 */
export function collectRecords(chain: readonly unknown[]): readonly object[] {
  const records = new Set<object>();
  let level: readonly unknown[] = chain;
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const value of level) {
      for (const record of toRecords(value)) {
        if (records.size >= MAX_RECORDS) return [...records];
        if (records.has(record)) continue;
        records.add(record);
        if (!isListOfIssues(record)) next.push(...CONTAINERS.map((key) => readProperty(record, key)));
      }
    }
    level = next.filter((value) => value !== undefined && value !== null);
  }
  return [...records];
}

/** A validator's message is a list of what is wrong with an answer, whose codes (`invalid_type`) are not the server's. */
function isListOfIssues(record: object): boolean {
  return Array.isArray(readProperty(record, 'issues')) && classNamesOf(record).some((name) => /^\$?zod\w*error$/i.test(name));
}

function toRecords(value: unknown): readonly object[] {
  if (typeof value === 'string') return recordsInText(value);
  return isObject(value) ? recordsOf(value) : [];
}

function recordsInText(text: string): readonly object[] {
  const body = parseEmbeddedJson(text);
  return body === undefined ? readStatedPairs(text) : recordsOf(body);
}

function recordsOf(found: object): readonly object[] {
  const items = firstItems(found, MAX_ITEMS);
  if (items.length === 0) return [found];
  return items.flatMap((item) => (isObject(item) ? [item] : []));
}
