import { readProperty } from '../read-property.js';
import type { Rule } from './rule.js';

/** Where clients put their own view on another try. */
const MARKS = [Symbol.for('langchain.errors.retryable'), 'retryable', 'retriable', 'isRetryable'] as const;
/** Names under which other libraries let their users say "do not try again". */
const FINAL_NAMES = ['fatalerror', 'terminalerror', 'nonretryableerror', 'unrecoverableerror'] as const;
const NOT_RETRYABLE = /\bwith non-retryable error\b/;

/** Nobody knows it: worth another try, within the attempts there are, unless whoever raised it says otherwise. */
export const unknown: Rule = ({ layers, has, text }) => {
  const isFinal =
    layers.some(({ error }) => MARKS.some((mark) => readProperty(error, mark) === false)) ||
    has(...FINAL_NAMES) ||
    NOT_RETRYABLE.test(text);
  return { category: 'unknown', retryable: !isFinal };
};
