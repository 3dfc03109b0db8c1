import { again, final, through, type CorpusCase } from '../corpus-case.ts';

const CALLER = '@langchain/core 1.4, utils/async_caller: rateLimitType';
const CODES = '@langchain/core 1.4, errors: lc_error_code';
const VIAS = ['lc:openai', 'lc:anthropic'];

const limited = (message: string): object => ({ type: 'error', error: { type: 'rate_limit_error', message } });

/** What LangChain itself says of an error: that a limit is one of the account (`stop`), or passes (`wait`, `capacity`), and its own codes. */
export const LANGCHAIN_CASES: readonly CorpusCase[] = [
  ...through('langchain', VIAS, [
    [
      { status: 429, body: limited('The usage quota of this workspace will reset at 2026-10-22T00:00:00Z.') },
      final('quota_exhausted', 'called `stop`: an allowance with a day of its own', CALLER, { retryAfterOptional: true }),
    ],
    [
      { status: 429, body: limited('Visit the billing page of your organization to send more requests.') },
      final('quota_exhausted', 'called `stop`: billing', CALLER),
    ],
    [
      { status: 429, body: limited('Slow down, and try again in 2 minutes.') },
      again('rate_limit', 'called `capacity`, because it is longer than LangChain waits', CALLER, { retryAfterMs: 120_000 }),
    ],
    [
      { status: 429, headers: { 'retry-after': '300' }, body: limited('Too many requests.') },
      again('rate_limit', 'called `capacity`, because it is longer than LangChain waits', CALLER, { retryAfterMs: 300_000 }),
    ],
    [
      { status: 429, headers: { 'retry-after': '12' }, body: limited('Too many requests. See your billing plan for higher limits.') },
      again('rate_limit', 'called `stop` for a word, and the server says when', CALLER, { retryAfterMs: 12_000 }),
    ],
  ]),
  ...through(
    'langchain',
    ['lc:openai'],
    [
      [
        {
          status: 400,
          body: {
            error: { message: "An assistant message with 'tool_calls' must be followed by tool messages.", type: 'invalid_request_error' },
          },
        },
        final('invalid_request', 'INVALID_TOOL_RESULTS', CODES),
      ],
    ],
  ),
  ...through('langchain', ['lc:coercion'], [[{}, final('invalid_request', 'MESSAGE_COERCION_FAILURE', CODES)]]),
  ...through('langchain', ['lc:prompt'], [[{}, final('invalid_request', 'INVALID_PROMPT_INPUT', CODES)]]),
];
