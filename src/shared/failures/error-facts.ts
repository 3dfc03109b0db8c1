import { classNamesOf } from './class-names.js';
import { codesInText } from './codes-in-text.js';
import { collectRecords } from './collect-records.js';
import { readHttpStatus } from './http-status.js';
import { codesOf, toIdentifier, toPlainForm } from './identifiers.js';
import { type HeaderLookup, openHeaders } from './open-headers.js';
import { readProperty, readString } from './read-property.js';
import { statementsOf, withoutAsides, withoutQuotes } from './statements.js';
import { statusInText, toldStatus } from './status-in-text.js';
import { textsOf } from './texts.js';
import { unwrapError } from './unwrap-error.js';

/** One error of a chain of causes. */
export interface ErrorLayer {
  readonly error: unknown;
  /** `name`, class names, `code` and `type`, lower-case. */
  readonly identifiers: ReadonlySet<string>;
  /** Upper-case, as the system writes it: `ECONNRESET`. Empty when there is none. */
  readonly code: string;
  /** Lower-case and cut. */
  readonly message: string;
}

/** What an error says, whichever client raised it: the only thing the rules look at. */
export interface ErrorFacts {
  /** The error and its causes, outermost first. */
  readonly layers: readonly ErrorLayer[];
  /** The errors and every object in what the server said. */
  readonly records: readonly object[];
  readonly status: number | undefined;
  /** Names, codes, types and reasons found anywhere, lower-case. */
  readonly identifiers: ReadonlySet<string>;
  /** All messages, lower-case and cut. */
  readonly text: string;
  /** Whether a server or a client of one stands behind it, and not only a sentence that somebody's code threw. */
  readonly isAnswer: boolean;
  /** What messages, codes and headers state, in plain words, without what they quote. */
  readonly statements: readonly string[];
  readonly has: (...identifiers: readonly string[]) => boolean;
  /** Looks a response header up; `name` is lower-case. */
  readonly header: HeaderLookup;
}

/** Where a service states the kind of its error outside the body. */
const TYPE_HEADERS = ['x-amzn-errortype', 'x-ms-error-code'] as const;
const HEADER_KEYS = ['headers', 'responseHeaders'] as const;
const MAX_LAYER_MESSAGE_CHARS = 2000;
const MAX_CODE_CHARS = 120;
const MAX_ALL_CHARS = 12_000;
/** Where services say of which limit they speak. */
const LIMIT_HEADERS = ['x-rate-limit-problem', 'x-ratelimit-type', 'x-ratelimit-scope', 'x-ratelimit-reason'] as const;
/** Of classes, which say what a client makes of an answer. */
const CLASS_OF_CLIENT = /Error$/;

/** Reads an error of any shape. Never throws, and looks at a bounded part of it only. */
export function readErrorFacts(error: unknown): ErrorFacts {
  const chain = unwrapError(error);
  const records = collectRecords(chain);
  const layers = chain.map(toLayer);
  const header = headersOf(records);
  const texts = textsOf(chain, records);
  const text = texts.join('\n').slice(0, MAX_ALL_CHARS).toLowerCase();
  const codes = records.flatMap(codesOf);
  const isAnswer = records.length > layers.length || layers.some((layer) => readProperty(layer.error, 'code') !== undefined);
  const stated = [
    ...layers.flatMap((layer) => [...layer.identifiers]),
    ...codes.flatMap((code) => toIdentifier(code) ?? []),
    ...TYPE_HEADERS.flatMap((name) => toIdentifier(header(name)) ?? []),
    ...codesInText(text, chain.map(messageOf)),
  ];
  const identifiers = new Set([...stated, ...stated.map(toPlainForm)]);
  return {
    layers,
    records,
    status: toldStatus(readHttpStatus(records), text) ?? statusInText(layers.map(({ message }) => message)),
    identifiers,
    text,
    isAnswer,
    statements: statementsOf([
      ...texts.map(isAnswer ? withoutQuotes : withoutAsides),
      ...codes.filter((code) => toIdentifier(code) !== undefined && !CLASS_OF_CLIENT.test(code)),
      ...LIMIT_HEADERS.flatMap((name) => header(name) ?? []).map((limit) => `${limit} limit reached`),
    ]),
    has: (...wanted) => wanted.some((identifier) => identifiers.has(identifier)),
    header,
  };
}

function toLayer(error: unknown): ErrorLayer {
  const code = (readString(error, 'code') ?? '').slice(0, MAX_CODE_CHARS);
  const type = (readString(error, 'type') ?? '').slice(0, MAX_CODE_CHARS);
  const message = messageOf(error);
  return {
    error,
    identifiers: new Set([...classNamesOf(error), code, type].filter((name) => name !== '').map((name) => name.toLowerCase())),
    code: code.toUpperCase(),
    message: message.slice(0, MAX_LAYER_MESSAGE_CHARS).toLowerCase(),
  };
}

function messageOf(error: unknown): string {
  return typeof error === 'string' ? error : (readString(error, 'message') ?? '');
}

/** The outermost statement of a header wins. */
function headersOf(records: readonly object[]): HeaderLookup {
  const places = records.flatMap((record) => HEADER_KEYS.map((key) => readProperty(record, key)));
  const lookups = [...new Set(places)].filter((place) => place !== undefined).map(openHeaders);
  return (name) => {
    for (const lookup of lookups) {
      const value = lookup(name);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}
