/** Only where the text says that it is one: a bare number may be an invoice's. */
const STATED: readonly RegExp[] = [
  /\b(?:status(?: code)?|error code|(?:server )?response|http(?:\/[\d.]{1,3})?)[:=]? ?\(?([45]\d\d)\b/,
  /\b(?:api|http|server|upstream|request) (?:error|failed)\W{1,5}\[?([45]\d\d)\b/,
  /error\W{1,5}\[([45]\d\d)\]/,
  /\berror ([45]\d\d): /,
  /\ban error occurred \(([45]\d\d)\)/,
  /\b(?:error from |upstream )(?:provider ?)?\([^()]{1,60}: ([45]\d\d)\)/,
];
/** A number with its own name behind it is no other: `503 Service Unavailable`. */
const NAMED =
  /\b(400 bad request|401 unauthorized|402 payment required|403 forbidden|404 not found|405 method not allowed|408 request timeout|409 conflict|410 gone|413 (?:payload|content|request entity) too large|415 unsupported media type|422 unprocessable (?:entity|content)|429 too many requests|500 internal server error|501 not implemented|502 bad gateway|503 service (?:temporarily )?unavailable|504 gateway time-?out|529 site is overloaded)\b/;

/** A status before a sentence or a body, as the clients of models write it: `400 Invalid model`, `Perplexity error: 400 Invalid model`. */
const LEADING =
  /(?:^|\b(?:error|exception|failed|failure): )([45]\d\d) (?:[{<"[]|(?:client |server )?error\b|an? |the |this |your? |invalid |incorrect |unsupported |missing |model |messages? |request |provider |internal |upstream )/;

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

/** Statuses of one who only passes on what another answered. */
const VAGUE: ReadonlySet<number | undefined> = new Set([400]);
/** What is told of another's answer is judged like it, unless it is about an address within the request. */
const TOLD: ReadonlySet<number | undefined> = new Set([401, 402, 403, 408, 429, 500, 502, 503, 504, 529]);
const ABOUT_AN_ADDRESS = /download|fetch|image|file|webhook/;

/** The status of an answer, or that of the answer behind it, where a gateway says `400` and tells `Upstream error (402): …`. */
export function toldStatus(status: number | undefined, text: string): number | undefined {
  if (!VAGUE.has(status) || ABOUT_AN_ADDRESS.test(text)) return status;
  const told = firstStated(STATED, text);
  return TOLD.has(told) ? told : status;
}

function firstStated(patterns: readonly RegExp[], message: string): number | undefined {
  const stated = patterns.map((pattern) => pattern.exec(message)?.[1]).find((found) => found !== undefined);
  return stated === undefined ? undefined : Number(stated.slice(0, 3));
}

/** The HTTP status that the first message states that states one, of an error that lost the answer itself. */
export function statusInText(messages: readonly string[]): number | undefined {
  for (const message of messages) {
    const stated = firstStated([...STATED, NAMED, LEADING], message);
    if (stated !== undefined) return stated;
    const beginning = BEGINNINGS.find(([, pattern]) => pattern.test(message));
    if (beginning !== undefined) return beginning[0];
  }
  return undefined;
}
