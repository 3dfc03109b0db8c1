/** Where one statement ends and the next begins, also in a body that is no JSON any more. */
const END = /[.!?;](?=\s|$)|[\n\r|{}]+|\\n|", ?"/;
/** Names of hosts with a path are among them: Google's metrics, which have `free_tier` in their names. */
const ADDRESS = /\bhttps?:\/\/[^\s"'<>)]{1,300}|\b[\w-]{1,60}(?:\.[\w-]{1,60}){1,6}\/[^\s"'<>),]{1,300}/g;
/** What a sentence quotes is a name, a title, or somebody else's text. Of a body, quotes are only how it is written. */
const QUOTED = /"[^"\n]{1,200}"|“[^”\n]{1,200}”|`[^`\n]{1,200}`|(?<!\w)'[^'\n]{1,200}'(?!\w)/g;
/** A counter of a body: `"rate_limit": 1` says how many there may be, and not that there were too many. */
const COUNTER = /"[\w-]{1,40}" ?: ?\d{1,15}(?=[,}\s])/g;
/** Of a limit that is named by its time: `limit 'Read requests per minute'`. */
const NAMES_A_TIME = /\bper (?:\w{1,20} ){0,3}(?:\d{1,5} )?(?:second|minute|hour|day|week|month)/i;
const ASIDE = /\([^()\n]{1,200}\)/g;
const BODY = /["']\w{1,40}["'] ?: ?["'{[\d]/;
const MAX_STATEMENTS = 80;
const MAX_STATEMENT_CHARS = 300;
const MAX_TEXT_CHARS = 12_000;

/**
 * What texts and codes say, one statement each, as plain words: `DailyLimitExceeded`, `DAILY_LIMIT_EXCEEDED`, `daily-limit-exceeded` and `Daily limit
 * exceeded.` are one. Addresses are left out.
 */
export function statementsOf(texts: readonly string[]): readonly string[] {
  const found = texts
    .flatMap((text) => text.slice(0, MAX_TEXT_CHARS).replaceAll(ADDRESS, ' ').replaceAll(COUNTER, '\n').split(END))
    .map(toWords);
  return [...new Set(found)].filter((words) => words !== '').slice(0, MAX_STATEMENTS);
}

/** A text without what it quotes. */
export function withoutQuotes(text: string): string {
  const cut = text.slice(0, MAX_TEXT_CHARS);
  return BODY.test(cut) ? cut : cut.replaceAll(QUOTED, (quoted) => (NAMES_A_TIME.test(quoted) ? quoted : ' '));
}

/** A text without what stands in brackets, too: more of it is about the thing that somebody's code was busy with. */
export function withoutAsides(text: string): string {
  return withoutQuotes(text).replaceAll(ASIDE, ' ');
}

function toWords(statement: string): string {
  return statement
    .slice(0, MAX_STATEMENT_CHARS)
    .replaceAll(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/\/ ?(?=(?:s|sec|seconds?|min|minutes?|hour|day|week|month|year)\b)/g, ' per ')
    .replaceAll(/(?<=\d),(?=\d)/g, '')
    .replaceAll(/[^\p{L}\d%]+/gu, ' ')
    .trim();
}
