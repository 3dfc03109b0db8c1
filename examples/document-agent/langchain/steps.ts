/** The durable steps that are written with LangChain: the model, any OpenAI-compatible one, and the tool that it calls. */
import { ChatOpenAI } from '@langchain/openai';
import { tool } from 'langchain';
import { durableModule } from 'onceward';
import { durableFetch } from 'onceward/fetch';
import { companyLookup, findCompany } from '../company-lookup.ts';

const durable = durableModule(import.meta.url);

// Made when a step first needs it, so that nothing else needs a key.
export const model = durable.lazy('langchain/chat-model', () => {
  const { OPENAI_BASE_URL: baseURL, OPENAI_API_KEY: apiKey, OPENAI_MODEL = 'gpt-5-mini' } = process.env;
  return new ChatOpenAI({ model: OPENAI_MODEL, apiKey, configuration: { baseURL, fetch: durableFetch } });
});

export const lookupCompany = durable(tool(findCompany, companyLookup), { p99: '30s' });
