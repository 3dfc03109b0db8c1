import { createAnthropic } from '@ai-sdk/anthropic';
import { createCohere } from '@ai-sdk/cohere';
import { createOpenAI } from '@ai-sdk/openai';
import { createProviderRegistry, tool } from 'ai';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { isUrlSupported } from '../../../adapters/ai-sdk/worker/is-url-supported.ts';
import { recognize } from '../../../adapters/ai-sdk/worker/recognize.ts';

const openai = createOpenAI({ apiKey: 'key' });
const cohere = createCohere({ apiKey: 'key' });

test.each([
  ['ai-sdk/language-model', openai('gpt-5')],
  ['ai-sdk/language-model', createAnthropic({ apiKey: 'key' })('claude-sonnet-4-5')],
  ['ai-sdk/embedding-model', openai.embedding('text-embedding-3-small')],
  ['ai-sdk/image-model', openai.image('gpt-image-1')],
  ['ai-sdk/speech-model', openai.speech('gpt-4o-mini-tts')],
  ['ai-sdk/transcription-model', openai.transcription('whisper-1')],
  ['ai-sdk/reranking-model', cohere.reranking('rerank-v3.5')],
  ['ai-sdk/provider', openai],
  ['ai-sdk/provider', createProviderRegistry({ openai })],
  ['ai-sdk/tool', tool({ inputSchema: z.object({}), execute: async () => 1 })],
  ['ai-sdk/tool', openai.tools.webSearch()],
  [undefined, { anything: true }],
])('%s', (kind, thing) => {
  expect(recognize(thing)).toBe(kind);
});

test('a model that may speak or listen is asked which', () => {
  const model = { specificationVersion: 'v4', provider: 'acme', modelId: 'x', doGenerate: async () => ({}) };

  expect(() => recognize(model)).toThrow("The AI SDK model of provider 'acme' does not say whether it is for speech or for transcription");
});

test.each([
  ['https://example.com/a.png', 'image/png', { 'image/*': [/^https:/] }, true],
  ['http://example.com/a.png', 'image/png', { 'image/*': [/^https:/] }, false],
  ['https://example.com/a.png', 'image', { 'image/*': [/^https:/] }, true],
  ['https://example.com/a.png', 'image', { 'image/png': [/^https:/] }, false],
  ['https://example.com/a.pdf', 'application/pdf', { 'image/*': [/^https:/] }, false],
  ['https://example.com/a.pdf', 'application/pdf', { '*/*': [/example/] }, true],
  ['https://example.com/a.pdf', 'application/pdf', {}, false],
])('%s as %s, of a model that supports %o: %s', (url, mediaType, supported, expected) => {
  expect(isUrlSupported(url, mediaType, supported)).toBe(expected);
});
