import { readProperty } from '../read-property.js';
import type { Rule } from './rule.js';

const LANGCHAIN_RETRYABLE = Symbol.for('langchain.errors.retryable');
/** Names under which other libraries let their users say "do not try again". */
const FINAL_NAMES = ['fatalerror', 'terminalerror', 'nonretryableerror', 'unrecoverableerror'] as const;

/** Nobody knows it: worth another try, within the attempts there are, unless whoever raised it says otherwise. */
export const unknown: Rule = ({ layers, has }) => {
  const isFinal = layers.some(({ error }) => readProperty(error, LANGCHAIN_RETRYABLE) === false) || has(...FINAL_NAMES);
  return { category: 'unknown', retryable: !isFinal };
};
