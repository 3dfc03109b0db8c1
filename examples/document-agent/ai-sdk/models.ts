/** The model: any OpenAI-compatible endpoint. Made when a step first needs it, so that nothing else needs a key. */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { durableModule } from 'onceward';

const durable = durableModule(import.meta.url);

export const model = durable.lazy(
  'ai-sdk/language-model',
  () => {
    const { OPENAI_BASE_URL: baseURL = 'https://api.openai.com/v1', OPENAI_API_KEY: apiKey, OPENAI_MODEL = 'gpt-5-mini' } = process.env;
    return createOpenAICompatible({ name: 'openai', baseURL, apiKey, supportsStructuredOutputs: true })(OPENAI_MODEL);
  },
  { modelId: 'document-model' },
);
