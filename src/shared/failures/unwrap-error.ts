import { firstItems } from './array-items.js';
import { classNamesOf } from './class-names.js';
import { isObject, readProperty } from './read-property.js';

const MAX_DEPTH = 8;
const MAX_AGGREGATED = 20;

/**
 * The error and what caused it, outermost first. A wrapper that only counts attempts is replaced by its last error; of several
 * errors raised at once the first one with a code goes on. Cycles end, and so does a chain of more than eight.
 */
export function unwrapError(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  const visited = new Set<unknown>();
  let current: unknown = error;
  while (chain.length < MAX_DEPTH && visited.size < MAX_DEPTH * 2 && isPresent(current) && !visited.has(current)) {
    visited.add(current);
    const lastError = readProperty(current, 'lastError');
    if (isObject(lastError)) {
      current = lastError;
      continue;
    }
    chain.push(current);
    current = causeOf(current);
  }
  return chain;
}

function causeOf(error: unknown): unknown {
  if (classNamesOf(error).includes('AggregateError')) {
    const errors = firstItems(readProperty(error, 'errors'), MAX_AGGREGATED);
    const chosen = errors.find((candidate) => readProperty(candidate, 'code') !== undefined) ?? errors[0];
    if (chosen !== undefined) return chosen;
  }
  return readProperty(error, 'cause') ?? readProperty(error, 'originalError') ?? carriedError(error);
}

/** Where clients, and events and parts of streams, keep an error that came before them. */
const CARRIERS = ['error', 'original', 'originalError', 'parent', 'driverError', 'innerError', 'reason', 'detail'] as const;

/** A server's answer, which clients put under the same names, has no stack. */
function carriedError(carrier: unknown): unknown {
  return CARRIERS.map((key) => readProperty(carrier, key)).find((carried) => typeof readProperty(carried, 'stack') === 'string');
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
