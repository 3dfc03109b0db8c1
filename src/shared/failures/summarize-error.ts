import { classNamesOf } from './class-names.js';
import { readString } from './read-property.js';
import { redactSecrets } from './redact-secrets.js';
import { requestValuesOf } from './request-values.js';
import { unwrapError } from './unwrap-error.js';

const MAX_SUMMARY_CHARS = 500;
/** A secret may straddle the cut: more is read than is kept. */
const MAX_READ_CHARS = 2000;
const GENERIC_NAMES: ReadonlySet<string> = new Set(['Error', 'Object', 'error']);
/** From here on a message quotes a request or a response. */
const QUOTED_BODY =
  /[\s:,]*(?:[[{]["'{[]|[[{]\s+["'{[]|\b(?:request )?body\s*[:=]|\bheaders\s*[:=]|\bText: |\bValue: |<!doctype|<html)[\s\S]*$/i;

/**
 * One line, at most 500 characters, about an error: its name and message, without secrets, headers and bodies, nor any value of the request that the error carries. Fit for logs, histories and screens.
 *
 * @example
 * ```ts
 * summarizeError(error); // 'AuthenticationError: 401 Incorrect API key provided: [redacted]'
 * ```
 */
export function summarizeError(error: unknown): string {
  const [actual] = unwrapError(error);
  const name = classNamesOf(actual).find((candidate) => !GENERIC_NAMES.has(candidate)) ?? 'Error';
  const message = toLine(withoutValues(messageOf(actual), requestValuesOf(error)));
  const summary = typeof actual === 'string' || message === '' ? message || toLine(name) : `${toLine(name).slice(0, 80)}: ${message}`;
  return summary.length <= MAX_SUMMARY_CHARS ? summary : `${summary.slice(0, MAX_SUMMARY_CHARS - 1)}…`;
}

/** What was sent is not said, whatever it looks like. */
function withoutValues(text: string, values: readonly string[]): string {
  return values.reduce((current, value) => current.replaceAll(value, '[redacted]'), text);
}

function messageOf(error: unknown): string {
  if (typeof error === 'string') return error;
  const message = (readString(error, 'message') ?? '').slice(0, MAX_READ_CHARS);
  return message.trimStart().startsWith('{') ? statedInJson(message) : message;
}

/** The sentence inside a message that is a JSON body. */
function statedInJson(json: string): string {
  return /"message"\s{0,5}:\s{0,5}"((?:[^"\\]|\\.){0,1000})/.exec(json)?.[1] ?? '';
}

function toLine(text: string): string {
  const line = text
    .slice(0, MAX_READ_CHARS)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return redactSecrets(line).replace(QUOTED_BODY, '').trim();
}
