import type { ErrorFacts } from '../error-facts.js';
import { readProperty } from '../read-property.js';
import type { Rule } from './rule.js';

/** The model answered, and the provider itself could not use the answer: told with an error status. */
const REFUSED_BY_PROVIDER = ['tool_use_failed', 'json_validate_failed', 'output_parse_failed'] as const;
/** The same where the code was dropped. */
const BAD_CALL_TEXT = /\bfailed_generation\b|failed to call a function|tool call validation failed/;
/** The model answered, and the client could not use the answer. */
const UNUSABLE = [
  'ai_noobjectgeneratederror',
  'ai_nooutputgeneratederror',
  'ai_nocontentgeneratederror',
  'ai_noimagegeneratederror',
  'ai_nospeechgeneratederror',
  'ai_notranscriptgeneratederror',
  'ai_notranslationgeneratederror',
  'ai_novideogeneratederror',
  'ai_toolchoiceviolationerror',
  'outputparserexception',
  'output_parsing_failure',
  'structuredoutputparsingerror',
  'multiplestructuredoutputserror',
  'malformed_function_call',
  'unexpected_tool_call',
  'lengthfinishreasonerror',
] as const;
/** The model asked for a tool in a way that does not exist. */
const BAD_TOOL_CALL = ['ai_invalidtoolinputerror', 'ai_nosuchtoolerror', 'ai_toolcallrepairerror'] as const;
/** A tool refused its own input. */
const BAD_TOOL_INPUT = [
  ...BAD_TOOL_CALL,
  'toolinputparsingexception',
  'toolinvocationerror',
  'zoderror',
  '$zoderror',
  'valierror',
  'ai_typevalidationerror',
] as const;
/** The same, told by a wrapper that kept the words only. */
const BAD_TOOL_INPUT_TEXT = /\breceived tool input did not match expected schema\b/;
const PARSE_ERRORS = ['ai_jsonparseerror', 'ai_typevalidationerror', 'zoderror', '$zoderror', 'valierror'] as const;
const CUT_BY_LENGTH = ['length', 'max_tokens', 'max_output_tokens', 'lengthfinishreasonerror'] as const;

/**
 * An answer that cannot be used is worth a fresh sample of the model, unless its length was the reason. Inside a tool the same bad input would only
 * come again: the model has to hear of it.
 */
export const output: Rule = (facts, { kind }) => {
  if (facts.has(...REFUSED_BY_PROVIDER) || (kind === 'model' && BAD_CALL_TEXT.test(facts.text)))
    return { category: 'output_parse', retryable: true, freshSample: true };
  if (isAnsweredWithAnError(facts)) return undefined;
  if (facts.has(...UNUSABLE)) return judgeAnswer(facts);
  if (kind === 'tool') {
    const isBadInput = facts.has(...BAD_TOOL_INPUT) || BAD_TOOL_INPUT_TEXT.test(facts.text);
    return isBadInput ? { category: 'tool_input_invalid', retryable: false } : undefined;
  }
  if (facts.has(...BAD_TOOL_CALL)) return { category: 'tool_input_invalid', retryable: true, freshSample: true };
  if (facts.has('toolinputparsingexception')) return { category: 'tool_input_invalid', retryable: false };
  // A body that is no JSON is the server's fault: the client's error around it has a status.
  if (kind === 'model' && !facts.has('ai_apicallerror') && (facts.has(...PARSE_ERRORS) || isJsonSyntaxError(facts)))
    return judgeAnswer(facts);
  return undefined;
};

function judgeAnswer(facts: ErrorFacts): ReturnType<Rule> {
  if (facts.has(...CUT_BY_LENGTH)) return { category: 'output_parse', retryable: false };
  const wasBilled = facts.layers.some(
    ({ error }) => readProperty(error, 'usage') !== undefined || readProperty(error, 'response') !== undefined,
  );
  return { category: 'output_parse', retryable: true, freshSample: true, ...(wasBilled && { outcomeUnknown: true }) };
}

function isAnsweredWithAnError({ status }: ErrorFacts): boolean {
  return status !== undefined && status >= 400;
}

function isJsonSyntaxError({ layers }: ErrorFacts): boolean {
  return layers.some(({ identifiers, message }) => identifiers.has('syntaxerror') && message.includes('json'));
}
