/** The durable steps that are written with the AI SDK: the model, any OpenAI-compatible one, and the tool that it calls. */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { tool } from 'ai';
import { durableModule } from 'onceward';
import { companyLookup, findCompany } from '../company-lookup.ts';

const durable = durableModule(import.meta.url);
const { description, schema: inputSchema } = companyLookup;

// Made when a step first needs it, so that nothing else needs a key.
export const model = durable.lazy('ai-sdk/language-model', () => {
  const { OPENAI_BASE_URL: baseURL = 'https://api.openai.com/v1', OPENAI_API_KEY: apiKey, OPENAI_MODEL = 'gpt-5-mini' } = process.env;
  return createOpenAICompatible({ name: 'openai', baseURL, apiKey, supportsStructuredOutputs: true })(OPENAI_MODEL);
});

export const lookupCompany = durable(tool({ description, inputSchema, execute: findCompany }), { p99: '30s' });
