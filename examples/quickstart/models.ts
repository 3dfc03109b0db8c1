import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { durableModule } from 'onceward';

const durable = durableModule(import.meta.url);
const { OPENAI_BASE_URL: baseURL = 'https://api.openai.com/v1', OPENAI_API_KEY: apiKey } = process.env;
export const model = durable.lazy('ai-sdk/language-model', () => createOpenAICompatible({ name: 'openai', baseURL, apiKey })('gpt-5-mini'));
