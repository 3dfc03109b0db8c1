import type { ErrorFacts } from '../error-facts.js';
import type { Verdict } from '../verdict.js';

const UP_TO = (words: number): string => `(?:\\w+ ){0,${words}}`;
const any = (...patterns: readonly string[]): RegExp => new RegExp(patterns.map((pattern) => `\\b(?:${pattern})\\b`).join('|'));

const KEY =
  '(?:(?:api|access|secret|license|subscription|private|client secret) keys?|api ?key|client secrets?|(?:access|refresh|bearer|auth\\w*|id|session|api|oauth|personal access) ?tokens?|jwt|credentials?|password|passphrase|login)';
const BAD =
  '(?:expired|revoked|invalid|not valid|incorrect|wrong|disabled|deactivated|deleted|rejected|not recogni[sz]ed|unknown|malformed|missing|leaked|compromised|bad|not authori[sz]ed)';
const ACCOUNT = '(?:account|org|organi[sz]ation|workspace|project|tenant|team|user|app|application|api key)';

const AUTH = any(
  `${BAD} (?:or ${BAD} )?(?:\\w+ )?${KEY}(?! (?:field|column|parameter|property|attribute|input)s?\\b)`,
  'api ?key (?:is |was )?not found',
  `${KEY} ${UP_TO(5)}(?:is|has|have|was|were|are|been|or) ${UP_TO(3)}${BAD}`,
  `${KEY} ${BAD}`,
  `(?:token|session|grant|signature|authorization code) (?:is |has |was |have )?(?:been )?(?:already )?(?:expired|revoked|ended)`,
  `(?:expired|revoked) (?:session|grant|token)|grant ${UP_TO(3)}revoked|session cookie (?:expired|revoked)`,
  'must be (?:logged|signed) in|not (?:logged|signed) in',
  'signature (?:verification failed|does not match|mismatch|is invalid)|(?:request )?signature (?:we calculated )?does not match',
  '(?:bad|invalid) auth|auth(?:entication)? (?:error|failed|failure|required)|not authenticated|un ?authenticated|(?:user )?login (?:is )?required|requires? re ?auth\\w*|log ?in again|sign ?in again',
  'auth called without any password|jwt expired|aadsts\\d+',
);
/** A whole text of these words. */
const WHOLE =
  /(?:^|\b(?:err|error \d+|\d+ [a-z]+) )(?:(?:invalid|expired|revoked|bad) (?:token|signature|session|password|key)|(?:token|signature|session|password|key) (?:invalid|expired|revoked))$|^exp claim timestamp check failed$/;
const PLACE = '(?:country|region|location|territory|jurisdiction)';
const PERMISSION = any(
  'unauthori[sz]ed ip|ip (?:address )?(?:is )?unauthori[sz]ed',
  `${PLACE} ${UP_TO(4)}(?:not (?:supported|allowed|available|permitted|eligible)|unsupported|restricted|blocked)`,
  `(?:not|isnt|un) ?(?:available|supported|allowed|permitted|offered|accessible) ${UP_TO(2)}(?:in|for|from) (?:your|this|the) (?:current )?${PLACE}`,
  `(?:territory|${PLACE}) not supported|unsupported (?:country|region)`,
  `ip(?: address)? ${UP_TO(6)}(?:not (?:in (?:the )?)?(?:allowed|whitelist\\w*|allow ?list\\w*|authori[sz]ed|permitted)|blocked|banned|denied|forbidden|rejected)`,
  '(?:host|client|ip|request) .{0,60}is not allowed to (?:connect|access)',
  `${ACCOUNT} ${UP_TO(6)}(?:has been|have been|is|was|are) (?:\\w+ )?(?:disabled|deactivated|suspended|terminated|banned|closed|locked|blocked|inactive)`,
  `(?:disabled|deactivated|suspended|inactive|banned) ${ACCOUNT}|(?:account|user|org|organi[sz]ation) (?:inactive|disabled|deactivated|suspended)`,
);
const NOT_FOUND = any('(?:tenant|user|account|database) (?:or user )?not found');

/** A key, a session or an account that is refused, in words: beside a code or a status that says nothing of it. */
export function readRefusalWords({ statements }: ErrorFacts): Verdict | undefined {
  const says = (pattern: RegExp): boolean => statements.some((words) => pattern.test(words));
  if (says(WHOLE) || says(AUTH)) return { category: 'auth', retryable: false };
  if (says(PERMISSION)) return { category: 'permission', retryable: false };
  return says(NOT_FOUND) ? { category: 'not_found', retryable: false } : undefined;
}
