import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { expect, it } from 'vitest';
import { withoutRetries } from '../../../adapters/langchain/worker/without-retries.ts';
import { startRefusingProvider } from '../../support/refusing-provider.ts';

const REFUSALS = new Map([['', () => ({ status: 503, always: true })]]);

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
  const provider = await startRefusingProvider(REFUSALS);
  await expect(withoutRetries(create({ baseURL: provider.url })).invoke('hello')).rejects.toThrow('503');
  expect(provider.requests).toHaveLength(1);
  await provider.close();
});

it('sends one request: embeddings', async () => {
  const provider = await startRefusingProvider(REFUSALS);
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
