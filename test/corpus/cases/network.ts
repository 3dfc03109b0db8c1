import { again, final, through, type CorpusCase } from '../corpus-case.ts';

const MODELS = ['openai', 'anthropic', 'ai:openaiChat', 'lc:openai', 'groq', 'together', 'mistral', 'cohere'] as const;
const TOOLS = ['fetch', 'undici', 'axios', 'got'] as const;
const NODE = 'Node errors';
const UNDICI = 'undici errors';

export const NETWORK_CASES: readonly CorpusCase[] = [
  ...through('network', MODELS, [
    [{ fault: 'refused' }, again('network', 'refused: nothing was sent', NODE)],
    [{ fault: 'reset' }, again('network', 'reset after sending', NODE, { outcomeUnknown: true })],
    [
      { fault: 'tls' },
      final('network', 'self-signed certificate', NODE, { disputed: 'is-network-error says network' }),
      ['openai', 'anthropic', 'ai:openaiChat', 'lc:openai', 'mistral'],
    ],
    [{ fault: 'dns' }, again('network', 'no such host', NODE), ['openai', 'ai:openaiChat', 'lc:openai']],
    [
      { fault: 'hang' },
      again('timeout', 'no answer in time', 'client timeouts', { outcomeUnknown: true }),
      ['openai', 'anthropic', 'ai:openaiChat', 'lc:openai', 'groq', 'together', 'mistral'],
    ],
    // The clients say the same as for a stream that was cut: its partial answer is dropped.
    [
      { status: 200, body: { id: 'a'.repeat(400) }, fault: 'half' },
      again('network', 'an answer that was cut', UNDICI, { outcomeUnknown: true, freshSample: true }),
      ['openai', 'ai:openaiChat', 'lc:openai'],
    ],
    [
      { fault: 'close' },
      again('network', 'closed without an answer', UNDICI, { outcomeUnknown: true }),
      ['openai', 'anthropic', 'ai:openaiChat', 'lc:openai'],
    ],
    [
      { fault: 'garbage' },
      again('network', 'an answer that is no HTTP', UNDICI, { outcomeUnknown: true, alsoAcceptable: ['server_error'] }),
      ['openai', 'ai:openaiChat'],
    ],
  ]),
  ...through('network', ['openaiAbort', 'ai:abort', 'lc:abort'], [[{ fault: 'hang' }, final('aborted', 'abort()', 'DOM abort')]]),
  // LangChain says of its own timeout what it says of abort(): see classify-slot, which knows whether anybody asked for the end.
  ...through(
    'network',
    ['lc:timeout'],
    [
      [
        { fault: 'hang' },
        final('aborted', 'a timeout told as abort()', 'DOM abort', {
          alsoAcceptable: ['timeout'],
          disputed: 'it was a timeout, which the error does not say',
        }),
      ],
    ],
  ),
  ...through(
    'network',
    ['ai:timeout'],
    [[{ fault: 'hang' }, again('timeout', 'AbortSignal.timeout', 'DOM abort', { outcomeUnknown: true })]],
  ),
  ...through(
    'network',
    TOOLS,
    [
      [{ fault: 'refused' }, again('network', 'refused: nothing was sent', NODE)],
      [{ fault: 'reset' }, again('network', 'reset after sending', NODE, { outcomeUnknown: true })],
      [{ fault: 'tls' }, final('network', 'self-signed certificate', NODE, { disputed: 'is-network-error says network' })],
      [{ fault: 'dns' }, again('network', 'no such host', NODE)],
      [{ fault: 'hang' }, again('timeout', 'no answer in time', 'client timeouts', { outcomeUnknown: true })],
      [{ fault: 'close' }, again('network', 'closed without an answer', UNDICI, { outcomeUnknown: true })],
      [
        { fault: 'garbage' },
        again('network', 'an answer that is no HTTP', UNDICI, { outcomeUnknown: true, alsoAcceptable: ['server_error'] }),
      ],
      [
        { status: 200, body: { id: 'a'.repeat(400) }, fault: 'half' },
        again('network', 'an answer that was cut', UNDICI, { outcomeUnknown: true }),
      ],
    ],
    'tool',
  ),
  ...through('network', ['fetch:abort', 'axios:abort'], [[{ fault: 'hang' }, final('aborted', 'abort()', 'DOM abort')]], 'tool'),
];
