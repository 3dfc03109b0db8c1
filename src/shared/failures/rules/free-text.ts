import type { Verdict } from '../verdict.js';
import { readCodeWords } from './code-words.js';
import type { Rule } from './rule.js';

const SERVER_ERROR: Verdict = { category: 'server_error', retryable: true, outcomeUnknown: true };

/** The same whoever says it. */
const OF_ANYONE: readonly (readonly [verdict: Verdict, pattern: RegExp])[] = [
  [
    { category: 'conflict', retryable: true },
    /\bdeadlock(?:ed)?\b|\bwrite conflict\b|could not serialize|try restarting transaction|database (?:table |schema )?is locked|lock wait timeout/,
  ],
  [
    { category: 'auth', retryable: false },
    /\bapi[- ]?(?:token|key) (?:is )?(?:missing|invalid|not valid)\b|\b(?:jwt|access token|refresh token|credentials?)(?: is| has| have| object is)? (?:expired|not valid|invalid)\b|\b(?:invalid|expired|revoked) (?:access|refresh|bearer|auth\w*|session|id) ?token\b|\btoken (?:has |is |was )?(?:been )?(?:expired|revoked)\b|\brequires? re-?auth|\bpassword authentication failed\b|\bsasl: .{0,80}\bpassword\b|could not (?:load|resolve|find)\b.{0,40}\b(?:credentials?|authentication)|missing credentials|\bunauthenticated\b/,
  ],
  [
    { category: 'rate_limit', retryable: true },
    /\btoo many (?:concurrent )?requests\b|^throttled\b|rate limit (?:is |was |has been )?exceeded|\bper (?:\w+ ){0,3}(?:seconds?|minute|hour)\b.{0,20}\b(?:exceeded|reached)\b|\bquota exceeded\b.{0,120}\bper (?:\w+ ){0,3}(?:seconds?|minute|hour)\b|token bucket limit|\bexcessive requests\b|\breduce (?:the |your )?(?:rate|frequency) of (?:your )?requests\b/,
  ],
  [
    { category: 'overloaded', retryable: true },
    /\btoo many (?:clients|connections)\b|connection slots are reserved|\bmax clients? (?:connections? )?reached\b/,
  ],
  [{ category: 'conflict', retryable: false }, /\bduplicate (?:key|entry)\b|unique (?:key )?constraint/],
  [{ category: 'unprocessable', retryable: false }, /\b(?:not null|foreign key|check) constraint\b/],
];
const OF_SERVICES: readonly (readonly [verdict: Verdict, pattern: RegExp])[] = [
  [
    { category: 'auth', retryable: false },
    /authentication (?:error|failed|required)|api[-_ ]?key (?:is )?(?:missing|required|invalid|not valid|not set)|(?:invalid|incorrect|missing|no) api[-_ ]?key/,
  ],
  [
    { category: 'overloaded', retryable: true },
    /\boverloaded\b|(?:over|at|out of|no|insufficient) capacity|capacity (?:temporarily )?exceeded|server busy|service unavailable|high demand|\bis (?:currently |still )?(?:loading|starting|warming) ?(?:up)?\b(?! (?:error|fail))|temporarily unavailable/,
  ],
  [
    { category: 'rate_limit', retryable: true },
    /\brate[- ]limit(?:ed)?\b|too many (?:concurrent |simultaneous )?requests|too many tokens, please wait|throttl/,
  ],
  [
    { category: 'not_found', retryable: false },
    /\bno endpoints found\b|\b(?:no such|invalid|unknown|unrecognized) model\b(?! (?:output|response|answer|result))|\bnot a (?:valid|known|recognized|supported) model\b|\b(?:model|provider|deployment) \S{1,120} (?:not found|(?:does )?not exist)/,
  ],
  [
    { category: 'permission', retryable: false },
    /\b(?:not|never) (?:yet )?(?:agreed to|accepted)\b.{0,40}\b(?:terms|licen[cs]e|agreement)|\b(?:must|need to) (?:agree to|accept)\b.{0,40}\b(?:terms|licen[cs]e|agreement)/,
  ],
  [
    SERVER_ERROR,
    /internal server error|bad gateway|error was encountered while running the model|an (?:unexpected )?error (?:occurred )?(?:while|during) processing|\bserver error\b/,
  ],
  [
    { category: 'invalid_request', retryable: false },
    /\binvalid request error\b|\b(?:may|must|can) ?not (?:include|contain|have|exceed) more than\b|\brequired (?:parameter|field|property|argument)s?\b.{0,80}\b(?:null|undefined|missing|not (?:given|provided|set))\b|\b(?:is|are) (?:not|un)[- ]?supported\b|\bdoes(?: not|n't) support\b|\bunsupported (?:parameter|value|option|argument|model)\b/,
  ],
];

/** Of the errors that a gateway in another language names before what it says: `litellm.badrequesterror: `. */
const CLASS_NAMES = /\b[a-z]{3,60}(?:error|exception)(?=:)/g;
const MAX_CLASS_NAMES = 8;

/** Nothing but words: of models and stores they are the service's own, of a tool they may be about anything. */
export const freeText: Rule = ({ text, status, layers }, { kind }) => {
  // Types of errors that stand within a sentence are read as words: `overloaded_error`.
  const words = text.replaceAll('_', ' ');
  const byAnyone = OF_ANYONE.find(([, pattern]) => pattern.test(words));
  if (byAnyone !== undefined) return byAnyone[0];
  const byService = kind !== 'tool' || status !== undefined ? OF_SERVICES.find(([, pattern]) => pattern.test(words)) : undefined;
  if (byService !== undefined) return byService[0];
  const byClass = kind === 'tool' ? undefined : readCodeWords(words.match(CLASS_NAMES)?.slice(0, MAX_CLASS_NAMES) ?? []);
  if (byClass !== undefined) return byClass;
  // A success that was none: the body did not hold what the client expects.
  const wasAnswered = status !== undefined && layers.some(({ identifiers }) => identifiers.has('ai_apicallerror'));
  return wasAnswered ? SERVER_ERROR : undefined;
};
