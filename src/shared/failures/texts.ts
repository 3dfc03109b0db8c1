import { classNamesOf } from './class-names.js';
import { readString } from './read-property.js';

const KEYS = [
  'message',
  'Message',
  'msg',
  'error_message',
  'err_msg',
  'errmsg',
  'faultstring',
  'info',
  'status_msg',
  'error',
  'detail',
  'details',
  'description',
  'error_description',
  'title',
  'body',
  'responseBody',
  'data',
  'raw',
] as const;
const MAX_TEXT_CHARS = 2000;
/** Their messages quote what the model wrote, which says nothing about the call. */
const QUOTES_THE_MODEL =
  /JSONParseError|TypeValidationError|NoObjectGenerated|InvalidToolInput|NoSuchTool|OutputPars|ToolInputParsing|ZodError|SyntaxError/;

/** All that a chain of errors and the bodies in it say in words, each cut to a bounded length. */
export function textsOf(chain: readonly unknown[], records: readonly object[]): readonly string[] {
  const texts = new Set<string>();
  for (const value of chain) if (typeof value === 'string') texts.add(cut(value));
  for (const record of records) {
    if (classNamesOf(record).some((name) => QUOTES_THE_MODEL.test(name))) continue;
    for (const key of KEYS) {
      const text = readString(record, key);
      if (text !== undefined) texts.add(cut(text));
    }
  }
  return [...texts];
}

function cut(text: string): string {
  return text.length <= MAX_TEXT_CHARS ? text : `${text.slice(0, MAX_TEXT_CHARS / 2)} ${text.slice(-MAX_TEXT_CHARS / 2)}`;
}
