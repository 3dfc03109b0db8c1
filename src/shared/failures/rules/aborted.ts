import type { ErrorLayer } from '../error-facts.js';
import { readString } from '../read-property.js';
import type { Rule } from './rule.js';

const NAMES = [
  'aborterror',
  'apiuseraborterror',
  'cancelederror',
  'cancellederror',
  'cancelerror',
  'requestabortederror',
  'responseaborted',
  'abort_err',
  'err_canceled',
  'und_err_aborted',
  // LangGraph's control flow: a run that stops on purpose.
  'graphinterrupt',
  'nodeinterrupt',
] as const;
const MESSAGES = /^(?:request was aborted\.?|(?:this|the) operation was aborted\.?|the user aborted a request\.?)$/;

/** Someone asked for the end. A client that implements its timeout by aborting says so in its own name. */
export const aborted: Rule = ({ layers }) => {
  if (layers.some(isTimeout)) return undefined;
  return layers.some(isAbort) ? { category: 'aborted', retryable: false } : undefined;
};

function isTimeout({ identifiers, code }: ErrorLayer): boolean {
  return code === 'ETIMEDOUT' || [...identifiers].some((name) => name.endsWith('timeouterror') || name.endsWith('timeout'));
}

function isAbort({ error, identifiers, message }: ErrorLayer): boolean {
  if (NAMES.some((name) => identifiers.has(name)) || MESSAGES.test(message)) return true;
  return identifiers.has('ai_retryerror') && readString(error, 'reason') === 'abort';
}
