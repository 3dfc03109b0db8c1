import type { ErrorLayer } from '../error-facts.js';
import { readString } from '../read-property.js';
import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';

const NAMES = [
  'aborterror',
  'apiuseraborterror',
  'modelaborterror',
  'model_aborted',
  'cancelederror',
  'cancellederror',
  'cancelerror',
  'requestabortederror',
  'responseaborted',
  'abort_err',
  'err_canceled',
  'und_err_aborted',
] as const;
/** LangGraph's control flow: a run that stops or goes elsewhere on purpose. */
const CONTROL_FLOW = ['graphinterrupt', 'nodeinterrupt', 'parentcommand', 'graphbubbleup'] as const;
const MESSAGES = /^(?:request was aborted\.?|(?:this|the) operation was aborted\.?|the user aborted a request\.?)$/;
const ABORTED: Verdict = { category: 'aborted', retryable: false };
const OWN_TIMEOUT: Verdict = { category: 'timeout', retryable: true, outcomeUnknown: true };

/**
 * Someone asked for the end. A client that implements its timeout by aborting often says so in its own name; some do not, and then only the
 * caller can know that nobody asked.
 */
export const aborted: Rule = ({ layers, has }, { stopRequested }) => {
  if (has(...CONTROL_FLOW)) return ABORTED;
  if (layers.some(isTimeout) || !layers.some(isAbort)) return undefined;
  return stopRequested === false ? OWN_TIMEOUT : ABORTED;
};

function isTimeout({ identifiers, code }: ErrorLayer): boolean {
  return code === 'ETIMEDOUT' || [...identifiers].some((name) => name.endsWith('timeouterror') || name.endsWith('timeout'));
}

function isAbort({ error, identifiers, message }: ErrorLayer): boolean {
  if (NAMES.some((name) => identifiers.has(name)) || MESSAGES.test(message)) return true;
  return identifiers.has('ai_retryerror') && readString(error, 'reason') === 'abort';
}
