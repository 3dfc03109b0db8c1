import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { expect, it } from 'vitest';
import { withoutRetries } from '../../../adapters/langchain/worker/without-retries.ts';
import { startScriptedProvider } from '../../fixtures/langchain/scripted-provider.ts';

const PLACES = {
  'a model': (configuration: object) => new ChatOpenAI({ model: 'scripted-1', apiKey: 'none', configuration }),
  'the Responses API': (configuration: object) =>
    new ChatOpenAI({ model: 'scripted-1', apiKey: 'none', useResponsesApi: true, configuration }),
  'bound tools': (configuration: object) => new ChatOpenAI({ model: 'scripted-1', apiKey: 'none', configuration }).bindTools([]),
  'structured output': (configuration: object) =>
    new ChatOpenAI({ model: 'gpt-4o-mini', apiKey: 'none', configuration }).withStructuredOutput(
      { type: 'object', properties: {} },
      { method: 'jsonSchema', includeRaw: true },
    ),
};

it.each(Object.entries(PLACES))('sends one request: %s', async (_place, create) => {
  const provider = await startScriptedProvider();
  provider.failures.push(503, 503);
  await expect(withoutRetries(create({ baseURL: provider.url })).invoke('hello')).rejects.toThrow('503');
  expect(provider.requests).toHaveLength(1);
  await provider.close();
});

it('sends one request: embeddings', async () => {
  const provider = await startScriptedProvider();
  provider.failures.push(503, 503);
  const embeddings = new OpenAIEmbeddings({ model: 'scripted-embed', apiKey: 'none', configuration: { baseURL: provider.url } });
  await expect(withoutRetries(embeddings).embedQuery('hello')).rejects.toThrow('503');
  expect(provider.requests).toHaveLength(1);
  await provider.close();
});

it('asks no getter', () => {
  const model = Object.defineProperty({}, 'client', {
    get: () => {
      throw new Error('was read');
    },
  });
  expect(withoutRetries(model)).toBe(model);
});
