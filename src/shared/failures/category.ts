/** What kind of failure an error is, whichever client or provider raised it. */
export const CATEGORIES = [
  'rate_limit',
  'quota_exhausted',
  'overloaded',
  'timeout',
  'network',
  'server_error',
  'context_length',
  'content_filter',
  'invalid_request',
  'auth',
  'permission',
  'not_found',
  'conflict',
  'unprocessable',
  'payload_too_large',
  'tool_input_invalid',
  'output_parse',
  'aborted',
  'unknown',
] as const;

export type Category = (typeof CATEGORIES)[number];
