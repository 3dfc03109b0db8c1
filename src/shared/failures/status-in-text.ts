import type { ErrorLayer } from './error-facts.js';

/** Only where the text says that it is one: a bare number may be an invoice's. */
const STATED: readonly RegExp[] = [
  /\b(?:status(?: code)?|error code|(?:server )?response|http(?:\/[\d.]{1,3})?)[:=]? ?\(?([45]\d\d)\b/,
  /\b(?:api|http|server|upstream|request) (?:error|failed)\W{1,5}\[?([45]\d\d)\b/,
  /\berror\W{1,5}\[([45]\d\d)\]/,
  /\berror ([45]\d\d): /,
];
/** A number with its own name behind it is no other: `503 Service Unavailable`. */
const NAMED =
  /\b(400 bad request|401 unauthorized|402 payment required|403 forbidden|404 not found|405 method not allowed|408 request timeout|409 conflict|410 gone|413 (?:payload|content|request entity) too large|415 unsupported media type|422 unprocessable (?:entity|content)|429 too many requests|500 internal server error|501 not implemented|502 bad gateway|503 service (?:temporarily )?unavailable|504 gateway time-?out|529 site is overloaded)\b/;

/** A status before a sentence or a body, as the clients of models write it: `400 Invalid model`. */
const LEADING =
  /^([45]\d\d) (?:[{<"[]|an? |the |this |your? |invalid |incorrect |unsupported |missing |model |messages? |request |provider |internal |upstream )/;

/** A message that is nothing but a status's name, or begins with it. */
const BEGINNINGS: readonly (readonly [status: number, pattern: RegExp])[] = [
  [401, /^unauthorized\b/],
  [403, /^forbidden\b/],
  [404, /^not found\b/],
  [400, /^bad request\b/],
  [429, /^too many requests\b/],
  [500, /^internal server error\b/],
  [502, /^bad gateway\b/],
  [503, /^service (?:temporarily )?unavailable\b/],
  [504, /^gateway time-?out\b/],
];

/** The HTTP status that a message states, of an error that lost the answer itself. */
export function statusInText(layers: readonly ErrorLayer[]): number | undefined {
  for (const { message } of layers) {
    for (const pattern of [...STATED, NAMED, LEADING]) {
      const [, stated] = pattern.exec(message) ?? [];
      if (stated !== undefined) return Number(stated.slice(0, 3));
    }
    const beginning = BEGINNINGS.find(([, pattern]) => pattern.test(message));
    if (beginning !== undefined) return beginning[0];
  }
  return undefined;
}
