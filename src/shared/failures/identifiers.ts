import { firstItems } from './array-items.js';
import { readProperty, readString } from './read-property.js';

const KEYS = [
  'code',
  'type',
  'rawType',
  'status',
  'reason',
  'name',
  'errorCode',
  'errorcode',
  'err_code',
  'codeName',
  'Code',
  'error_code',
  'error_type',
  'errorType',
  '__type',
  'lc_error_code',
  'error',
  'finishReason',
  'finish_reason',
  'stop_reason',
  'limit_source',
  'quotaId',
] as const;
const MAX_IDENTIFIER_CHARS = 120;
const MAX_REASONS = 10;

/** The codes, types and reasons a record states, as it writes them. Sentences are among them. */
export function codesOf(record: object): readonly string[] {
  const listed = firstItems(readProperty(record, 'errors'), MAX_REASONS).map((item) => readString(item, 'reason'));
  // MongoDB's marks for what may be tried again.
  const labels = firstItems(readProperty(record, 'errorLabels'), MAX_REASONS).filter((label) => typeof label === 'string');
  return [...KEYS.map((key) => readString(record, key)), ...listed, ...labels].filter((value) => value !== undefined);
}

/** `auth/too-many-requests` is `too_many_requests`, too. */
export function toPlainForm(identifier: string): string {
  return identifier.slice(identifier.lastIndexOf('/') + 1).replaceAll('-', '_');
}

/** A code as rules compare it: lower-case, without namespace and address; undefined for a sentence. */
export function toIdentifier(value: string | undefined): string | undefined {
  if (value === undefined || value.length > MAX_IDENTIFIER_CHARS || /\s/.test(value)) return undefined;
  // AWS: `com.amazon.coral.service#ThrottlingException:http://…`.
  const bare = value.slice(value.lastIndexOf('#') + 1);
  return (bare.split(/:(?:http|\/)/)[0] ?? bare).toLowerCase();
}
