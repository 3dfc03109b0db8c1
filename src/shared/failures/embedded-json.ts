/** Longer texts are not parsed: no provider's error body is this long. */
const MAX_JSON_CHARS = 65_536;
const MAX_PREFIX_CHARS = 700;
/** What clients write before the body in their messages: `429 {…}`, `Status code: 429 Body: {…}`, `got status: 429 … {…}`. */
const BODY_PREFIX =
  /^(?:\d{3} |.{0,200}\bbody: |.{0,200}\b(?:got |with )?(?:status|http|code):? \(?(?:[1-5]\d\d|[A-Z_]{4,30})\b[^{]{0,60}|.{0,200}\b\w{0,40}(?:error|exception|response|returned|responded|replied|failed|endpoint)(?: with)?\W{1,4}|.{0,200}\[\d{3} [^\]{]{0,40}\][^{]{0,400})$/is;

/** The JSON object or array in a text: the text itself, or the body a client appended to its message. */
export function parseEmbeddedJson(text: string): object | undefined {
  if (text.length > MAX_JSON_CHARS) return undefined;
  const body = findBody(text);
  return body === undefined ? undefined : parseObject(body.slice(0, body.lastIndexOf(body.startsWith('[') ? ']' : '}') + 1));
}

/** From where a body begins in a text, whatever the form it is printed in. */
export function findBody(text: string): string | undefined {
  const start = text.slice(0, MAX_PREFIX_CHARS + 1).search(/\[?\{/);
  if (start < 0) return undefined;
  const prefix = text.slice(0, start);
  return prefix.trim() === '' || BODY_PREFIX.test(prefix) ? text.slice(start) : undefined;
}

function parseObject(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
