import type { ErrorLayer } from '../error-facts.js';
import { readNumber } from '../read-property.js';
import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';

const TRY_LATER: Verdict = { category: 'overloaded', retryable: true };
const RATE_LIMIT: Verdict = { category: 'rate_limit', retryable: true };
const REFUSED: Verdict = { category: 'invalid_request', retryable: false };

/** Replies that say more than their first digit: https://www.iana.org/assignments/smtp-enhanced-status-codes */
const VERDICTS: ReadonlyMap<number, Verdict> = new Map([
  [530, { category: 'auth', retryable: false }],
  [534, { category: 'auth', retryable: false }],
  [535, { category: 'auth', retryable: false }],
  [538, { category: 'auth', retryable: false }],
  [550, { category: 'not_found', retryable: false }],
  [552, { category: 'payload_too_large', retryable: false }],
]);
/** `550 5.1.1 User unknown`: a reply and its enhanced code, which begin with the same digit. */
const IN_TEXT = /\b(?=([45])\d\d[ -]\1\.)([45]\d\d)[ -][45]\.\d{1,3}\.\d{1,3}\b/;
const TOO_FAST = /\brate (?:limit )?exceeded|\bthrottl|too many (?:messages|connections|requests)|\bat a rate\b/;
const NO_SUCH_BOX = /\b5\.1\.\d|user unknown|no such (?:user|mailbox|recipient)|mailbox (?:unavailable|not found)|does not exist/;

/** What a mail server replied. By RFC 5321, 4.2.1, a 4yz passes and a 5yz stays: the 5yz of HTTP, which mean the opposite, never come with these. */
export const smtpReply: Rule = ({ layers, status }) => {
  if (status !== undefined) return undefined;
  for (const layer of layers) {
    const reply = readReply(layer);
    if (reply === undefined) continue;
    if (reply < 500) return TOO_FAST.test(layer.message) ? RATE_LIMIT : TRY_LATER;
    return reply === 550 && !NO_SUCH_BOX.test(layer.message) ? REFUSED : (VERDICTS.get(reply) ?? REFUSED);
  }
  return undefined;
};

function readReply({ error, message }: ErrorLayer): number | undefined {
  const stated = readNumber(error, 'responseCode') ?? Number(IN_TEXT.exec(message)?.[2]);
  return stated >= 400 && stated <= 599 ? stated : undefined;
}
