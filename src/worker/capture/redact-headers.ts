import { isObject } from '../../shared/failures/read-property.js';

const REDACTED = '[redacted]';
/** Names of headers that let somebody in, or say who somebody is. */
const SECRET_NAME = /auth|cookie|credential|key|password|secret|session|signature|token/i;
/** Names that have such a word in them, and say no secret: quotas in tokens, and the key that is in the history anyway. */
const PLAIN_NAME = /^(?:(?:\w+-)?ratelimit-|idempotency-key$)/i;
const SECRET_VALUE = /^(?:Bearer|Basic|Digest|Token|ApiKey|AWS4-HMAC-SHA256)\s/i;

/** Headers with `[redacted]` in place of what authorizes. Of a `Headers`, or a plain object. */
export function redactHeaders(headers: unknown): Record<string, string> {
  if (!isObject(headers)) return {};
  const entries = headers instanceof Headers ? [...headers.entries()] : Object.entries(headers);
  return Object.fromEntries(entries.map(([name, value]) => [name, isSecret(name, String(value)) ? REDACTED : String(value)]));
}

function isSecret(name: string, value: string): boolean {
  return (SECRET_NAME.test(name) && !PLAIN_NAME.test(name)) || SECRET_VALUE.test(value);
}
