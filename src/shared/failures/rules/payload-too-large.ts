import type { ErrorFacts } from '../error-facts.js';
import type { Rule } from './rule.js';

const CODES = [
  'request_too_large',
  'contenttoolargeerror',
  'payloadtoolargeerror',
  'requestentitytoolarge',
  'requestentitytoolargeexception',
  'entity.too.large',
  'err_fr_max_body_length_exceeded',
  'err_fr_max_content_length_exceeded',
] as const;
const PHRASES = [
  'request payload size exceeds the limit',
  'request entity too large',
  'maximum request size is',
  'exceeds the maximum size',
  'maxcontentlength size of',
  'larger than maxbodylength limit',
  'message larger than max',
] as const;
const LARGER_THAN_TAKEN = /\b(?:request|payload|body|message|batch|upload|file)\b.{0,40}?(?:larger|bigger) than the maximum.{0,20}?\bsize/;
const STATUSES: ReadonlySet<number | undefined> = new Set([413, 414, 431]);
const REQUESTED = /\blimit[: ] ?(\d[\d,]{0,15})\b.{0,60}?\brequested[: ] ?~?(\d[\d,]{0,15})/;

/** One request is larger than the other side ever takes, be it in bytes or in a minute's tokens. */
export const payloadTooLarge: Rule = (facts) => {
  const isTooLarge =
    facts.has(...CODES) ||
    STATUSES.has(facts.status) ||
    PHRASES.some((phrase) => facts.text.includes(phrase)) ||
    LARGER_THAN_TAKEN.test(facts.text) ||
    asksMoreThanTheLimit(facts);
  return isTooLarge ? { category: 'payload_too_large', retryable: false } : undefined;
};

function asksMoreThanTheLimit({ text, status }: ErrorFacts): boolean {
  if (status === undefined && !text.includes('request too large')) return false;
  const [, limit, requested] = REQUESTED.exec(text) ?? [];
  if (limit === undefined || requested === undefined) return text.includes('request too large for');
  return toNumber(requested) > toNumber(limit);
}

function toNumber(digits: string): number {
  return Number(digits.replaceAll(',', ''));
}
