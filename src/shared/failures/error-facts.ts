import { classNamesOf } from './class-names.js';
import { collectRecords } from './collect-records.js';
import { readHttpStatus } from './http-status.js';
import { identifiersOf } from './identifiers.js';
import { readHeader } from './read-header.js';
import { readProperty, readString } from './read-property.js';
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
  readonly has: (...identifiers: readonly string[]) => boolean;
  /** Looks a response header up; `name` is lower-case. */
  readonly header: (name: string) => string | undefined;
}

const HEADER_KEYS = ['headers', 'responseHeaders'] as const;
const MAX_LAYER_MESSAGE_CHARS = 2000;
const MAX_CODE_CHARS = 120;

/** Reads an error of any shape. Never throws, and looks at a bounded part of it only. */
export function readErrorFacts(error: unknown): ErrorFacts {
  const chain = unwrapError(error);
  const records = collectRecords(chain);
  const layers = chain.map(toLayer);
  const identifiers = new Set([...layers.flatMap((layer) => [...layer.identifiers]), ...records.flatMap(identifiersOf)]);
  return {
    layers,
    records,
    status: readHttpStatus(records),
    identifiers,
    text: textsOf(chain, records),
    has: (...wanted) => wanted.some((identifier) => identifiers.has(identifier)),
    header: (name) => findHeader(records, name),
  };
}

function toLayer(error: unknown): ErrorLayer {
  const code = (readString(error, 'code') ?? '').slice(0, MAX_CODE_CHARS);
  const type = (readString(error, 'type') ?? '').slice(0, MAX_CODE_CHARS);
  const message = typeof error === 'string' ? error : (readString(error, 'message') ?? '');
  return {
    error,
    identifiers: new Set([...classNamesOf(error), code, type].filter((name) => name !== '').map((name) => name.toLowerCase())),
    code: code.toUpperCase(),
    message: message.slice(0, MAX_LAYER_MESSAGE_CHARS).toLowerCase(),
  };
}

function findHeader(records: readonly object[], name: string): string | undefined {
  for (const record of records) {
    for (const key of HEADER_KEYS) {
      const value = readHeader(readProperty(record, key), name);
      if (value !== undefined) return value;
    }
  }
  return undefined;
}
