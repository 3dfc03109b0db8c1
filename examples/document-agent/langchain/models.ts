/** The model: any OpenAI-compatible endpoint. Made when a step first needs it, so that nothing else needs a key. */
import { ChatOpenAI } from '@langchain/openai';
import { durableModule } from 'onceward';
import { durableFetch } from 'onceward/fetch';

const durable = durableModule(import.meta.url);

export const model = durable.lazy(
  'langchain/chat-model',
  () => {
    const { OPENAI_BASE_URL: baseURL, OPENAI_API_KEY: apiKey, OPENAI_MODEL = 'gpt-5-mini' } = process.env;
    return new ChatOpenAI({ model: OPENAI_MODEL, apiKey, configuration: { baseURL, fetch: durableFetch } });
  },
  { modelId: 'document-model' },
);
