import { expect, test } from 'vitest';
import type { LanguageModelV4StreamPart } from '../../../adapters/ai-sdk/shared/provider-v4.ts';
import type { StreamedAnswer } from '../../../adapters/ai-sdk/shared/streamed-answer.ts';
import { collectStream } from '../../../adapters/ai-sdk/worker/collect-stream.ts';
import { replayStream } from '../../../adapters/ai-sdk/workflow/replay-stream.ts';
import { expectStored, storedSample } from '../../fixtures/contract/stored-sample.ts';

const FINISH: LanguageModelV4StreamPart = {
  type: 'finish',
  finishReason: { unified: 'stop', raw: 'stop' },
  usage: {
    inputTokens: { total: 3, noCache: 3, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: 2, text: 2, reasoning: undefined },
  },
};
const START: LanguageModelV4StreamPart = { type: 'stream-start', warnings: [] };
const delta = (id: string, text: string): LanguageModelV4StreamPart => ({ type: 'text-delta', id, delta: text });

const STREAMS: Readonly<Record<string, readonly LanguageModelV4StreamPart[]>> = {
  'one text': [START, { type: 'text-start', id: 'a' }, delta('a', 'Hel'), delta('a', 'lo'), { type: 'text-end', id: 'a' }, FINISH],
  'two texts whose pieces alternate': [
    { type: 'text-start', id: 'a' },
    { type: 'text-start', id: 'b' },
    delta('a', 'one '),
    delta('b', 'two '),
    delta('a', 'more'),
    delta('b', ''),
    { type: 'text-end', id: 'b' },
    { type: 'text-end', id: 'a', providerMetadata: { own: { signature: 's' } } },
    FINISH,
  ],
  'an id that is used again': [
    { type: 'text-start', id: 'a' },
    delta('a', 'first'),
    { type: 'text-end', id: 'a' },
    { type: 'text-start', id: 'a' },
    delta('a', 'second'),
    { type: 'text-end', id: 'a' },
    FINISH,
  ],
  'reasoning with a piece that says more': [
    { type: 'reasoning-start', id: 'r', providerMetadata: { own: { n: 1 } } },
    { type: 'reasoning-delta', id: 'r', delta: 'Hm, ' },
    { type: 'reasoning-delta', id: 'r', delta: 'well', providerMetadata: { own: { n: 2 } } },
    { type: 'reasoning-delta', id: 'r', delta: '.' },
    { type: 'reasoning-end', id: 'r' },
    FINISH,
  ],
  'a tool call whose input comes in pieces': [
    { type: 'tool-input-start', id: 'c', toolName: 'lookUp' },
    { type: 'tool-input-delta', id: 'c', delta: '{"a"' },
    { type: 'tool-input-delta', id: 'c', delta: ':1}' },
    { type: 'tool-input-end', id: 'c' },
    { type: 'tool-call', toolCallId: 'c', toolName: 'lookUp', input: '{"a":1}' },
    FINISH,
  ],
  'a tool call with another input than its pieces': [
    { type: 'tool-input-start', id: 'c', toolName: 'lookUp' },
    { type: 'tool-input-delta', id: 'c', delta: '{ "a": ' },
    { type: 'tool-input-delta', id: 'c', delta: '1 }' },
    { type: 'tool-input-end', id: 'c' },
    { type: 'tool-call', toolCallId: 'c', toolName: 'lookUp', input: '{"a":1}' },
    FINISH,
  ],
  'sources, files, raw parts and metadata': [
    START,
    { type: 'response-metadata', id: 'x', modelId: 'm' },
    { type: 'source', sourceType: 'url', id: 's', url: 'https://example.com' },
    { type: 'file', mediaType: 'image/png', data: { type: 'data', data: 'iVBORw0KGgo=' } },
    { type: 'raw', rawValue: { anything: [1] } },
    FINISH,
  ],
};

async function* from(parts: readonly LanguageModelV4StreamPart[]): AsyncGenerator<LanguageModelV4StreamPart> {
  yield* parts;
}

test.each(Object.entries(STREAMS))('%s: the same parts come out, in the same pieces', async (_name, parts) => {
  const stored = JSON.parse(JSON.stringify(await collectStream(from(parts)))) as Awaited<ReturnType<typeof collectStream>>;

  expect(replayStream(stored)).toEqual(parts);
});

test('a streamed answer stands in history as it did', async () => {
  const parts = [
    ...(STREAMS['reasoning with a piece that says more'] ?? []).slice(0, -1),
    ...(STREAMS['a tool call with another input than its pieces'] ?? []),
  ];

  expectStored('streamed-answer', await collectStream(from([START, { type: 'response-metadata', id: 'x', modelId: 'm' }, ...parts])));
  expect(replayStream(storedSample('streamed-answer') as StreamedAnswer)).toEqual([
    START,
    { type: 'response-metadata', id: 'x', modelId: 'm' },
    ...parts,
  ]);
});

test('a text stands in the answer once', async () => {
  const words = Array.from({ length: 400 }, (_, index) => delta('a', `word ${index} `));
  const answer = await collectStream(from([{ type: 'text-start', id: 'a' }, ...words, { type: 'text-end', id: 'a' }, FINISH]));

  expect(JSON.stringify(answer).split('word 399 ').length - 1).toBe(1);
});

test('an error in the stream is thrown as it is', async () => {
  const error = Object.assign(new Error('Overloaded'), { statusCode: 529 });

  await expect(collectStream(from([START, { type: 'error', error }]))).rejects.toBe(error);
});

test('what is no error is wrapped, with its content for the verdict', async () => {
  const thrown = collectStream(from([START, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }]));

  await expect(thrown).rejects.toMatchObject({ cause: { type: 'overloaded_error' } });
});

test('a stream that breaks off is no answer', async () => {
  await expect(collectStream(from([START, { type: 'text-start', id: 'a' }, delta('a', 'Hel')]))).rejects.toThrow('stream ended without');
});
