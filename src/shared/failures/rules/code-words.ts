import type { Category } from '../category.js';
import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';

const CONNECTION_LOST: Verdict = { category: 'network', retryable: true, outcomeUnknown: true };

/**
 * What the words of a code mean, in the order in which they are asked. The code is written together: `channel_not_found`, `ChannelNotFound` and
 * `ChannelNotFoundError` are one.
 */
const WORDS: readonly (readonly [verdict: Verdict, pattern: RegExp])[] = [
  [{ category: 'rate_limit', retryable: true }, /ratelimit|toomanyrequests|throttl|requestlimitexceeded|resourceexhausted/],
  [
    { category: 'conflict', retryable: true },
    /writeconflict|deadlock|serializationfail|locktimeout|unabletolock|concurrentmodification|transactionconflict|transienttransaction/,
  ],
  [
    { category: 'overloaded', retryable: true },
    /overloaded|(?<!credential)unavailable|notavailable|notleader|serverbusy|capacityexceeded|toomany\w{0,8}connections|notready|resuming(?:exception|error)|not(?:writable)?(?:primary|master)|steppeddown|retryablewrite/,
  ],
  [{ category: 'timeout', retryable: true, outcomeUnknown: true }, /timedout|timeout|deadlineexceeded|timelimit|maxtimemsexpired/],
  [
    { category: 'auth', retryable: false },
    /unauthori[sz]ed|unauthenticated|notauthed|credentialunavailable|(?:auth|authentication|credentials?|password|token|apikey|signature|session(?:id)?)(?:is)?(?:error|exception|fail\w*|invalid|expired|revoked|missing|required|incorrect|rejected)|(?:invalid|missing|no|wrong|bad|expired|revoked|incorrect)(?:auth|authentication|authorization|credentials?|password|token|accesstoken|apikey|signature|sessionid|grant|client)(?:error|exception)?$/,
  ],
  [
    { category: 'permission', retryable: false },
    /permissiondenied|accessdenied|forbidden|notallowed|notpermitted|notauthori[sz]ed|authori[sz]ation(?:failed|error|exception)|restricted|(?:missing|insufficient|no)(?:scopes?|permissions?|privileges?|access)|notin(?:channel|group|organization|workspace)/,
  ],
  [{ category: 'not_found', retryable: false }, /notfound|^nosuch|doesnotexist/],
  [{ category: 'conflict', retryable: false }, /alreadyexists|alreadyinuse|duplicate|uniqueconstraint|constraint(?:unique|primarykey)/],
  [
    CONNECTION_LOST,
    /connection(?:refused|reset|closed|lost|failed|failure|error)|networkerror|hostunreachable|requestsenderror|notconnected/,
  ],
  [{ category: 'payload_too_large', retryable: false }, /too(?:large|long)(?:error|exception)?$/],
  [{ category: 'unprocessable', retryable: false }, /unprocessable|constraint/],
  [
    { category: 'invalid_request', retryable: false },
    /badrequest|isarchived|maxturnsexceeded|recursionlimit|invalidrequest|invalidargument|(?:field|parameter|argument|property)(?:is)?(?:missing|required|invalid)|(?<!type)validation(?:error|failed|exception)$|^(?:invalid|malformed|missing|unsupported)(?!.*(?:json|response|body|html|xml|stream))/,
  ],
  [{ category: 'server_error', retryable: true, outcomeUnknown: true }, /internalserver|internal(?:error|failure)|faileddependency/],
];
/** Node's own, which are bugs more often than answers. */
const OF_NODE = /^err_/;
const CLASS_NAME = /^(?!invalid|malformed|missing|unsupported|bad)\w{3,60}(?:exception|error)$/;

const CODE_OF_WORDS = /^(?!invalid|malformed|missing|unsupported|bad)[a-z]{2,30}(?:_[a-z]{2,30}){1,6}$/;
const PASSING: ReadonlySet<Category> = new Set<Category>(['rate_limit', 'conflict']);

/** Codes and class names of services that nobody listed, told by the words they are made of. */
export const codeWords: Rule = ({ identifiers }) => readCodeWords([...identifiers]);

/** Classes of what passes, whatever the status they come with: `StatementTimeoutException` is a 400. */
export function readPassingClass(identifiers: ReadonlySet<string>): Verdict | undefined {
  const verdict = readCodeWords([...identifiers].filter((name) => CLASS_NAME.test(name)));
  return verdict?.retryable === true ? verdict : undefined;
}

/** The same for codes in several words: `UNABLE_TO_LOCK_ROW`. What is "not available" may be so for good, so limits and locks only. */
export function readPassingCode(identifiers: ReadonlySet<string>): Verdict | undefined {
  const codes = [...identifiers].filter((name) => CODE_OF_WORDS.test(name));
  return codes.map((code) => readCodeWords([code])).find((verdict) => verdict?.retryable === true && PASSING.has(verdict.category));
}

export function readCodeWords(identifiers: readonly string[]): Verdict | undefined {
  const codes = identifiers.filter((code) => !OF_NODE.test(code)).map((code) => code.replaceAll(/[^a-z0-9]/g, ''));
  return WORDS.find(([, pattern]) => codes.some((code) => pattern.test(code)))?.[0];
}
