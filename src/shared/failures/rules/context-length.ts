import type { Rule } from './rule.js';

const CODES = [
  'context_length_exceeded',
  'context_overflow',
  'contextoverflowerror',
  'contextwindowexceedederror',
  'context_window_exceeded',
  'model_context_window_exceeded',
  'exceed_context_size_error',
  'model_max_prompt_tokens_exceeded',
] as const;
const PHRASES = [
  'prompt is too long',
  'prompt too long',
  'maximum context length',
  'maximum prompt length',
  'exceed context limit',
  'exceeds the context length',
  'exceeds context length',
  'input is too long',
  'input length exceeds',
  'too many tokens: total',
  'too many tokens: size limit',
  'too many input tokens',
  'context window',
  'context size',
  'context_length_exceeded',
  'reduce the length of the messages',
  'longer than the maximum model length',
  'exceeded model token limit',
  'exceeds max length',
  'range of input length should be',
] as const;
const PATTERNS = [
  /expected maxlength: \d{1,12}, actual: \d/,
  /(?:must|should) (?:have|be) (?:less|fewer|shorter) than \d[\d,]{0,11} tokens/,
  /\b(?:input|prompt|context)(?: length| tokens?| text)?(?: \(?\d[\d,]{0,11}\)?)? (?:is |was )?(?:too long|too large|exceeds?|exceeded)\b/,
  /cannot exceed \d{1,9} tokens/,
  /\btokens \(?\d[\d,]{0,11}\)? (?:cannot|can not|must not|may not) exceed\b/,
  /\bshorten your (?:prompt|input|messages?|conversation)\b|\bshorter (?:prompt|input|conversation)\b/,
  /\bcontext length of (?:only )?\d/,
  /(?:input|prompt|total) token count\b.{0,40}exceeds/,
  /\b(?:input|prompt) tokens?\b.{0,60}\bsupports? (?:up to|at most|a maximum of) \d/,
  /\b(?:longer than|over|above|beyond) (?:the |this )?(?:models?['’]?s? )?(?:max(?:imum)? )?(?:allowed |supported )?(?:context|input|prompt|sequence) (?:length|size|limit)\b/,
  /`?inputs`? tokens \+ `?max_new_tokens`? must be/,
] as const;

/** The input does not fit the model: the same input never will. */
export const contextLength: Rule = ({ has, text, status }, { kind }) => {
  const isJudgedByText = kind === 'model' || status !== undefined;
  const isTooLong = isJudgedByText && (PHRASES.some((phrase) => text.includes(phrase)) || PATTERNS.some((pattern) => pattern.test(text)));
  return has(...CODES) || isTooLong ? { category: 'context_length', retryable: false } : undefined;
};
