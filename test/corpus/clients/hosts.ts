import { createAzure } from '@ai-sdk/azure';
import { createCohere } from '@ai-sdk/cohere';
import { createDeepSeek } from '@ai-sdk/deepseek';
import { createFireworks } from '@ai-sdk/fireworks';
import { createPerplexity } from '@ai-sdk/perplexity';
import { createTogetherAI } from '@ai-sdk/togetherai';
import { createXai } from '@ai-sdk/xai';
import { chatCompletion } from '@huggingface/inference';
import { ChatGroq } from '@langchain/groq';
import { ChatMistralAI } from '@langchain/mistralai';
import { ChatOllama } from '@langchain/ollama';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { generateText, type LanguageModel } from 'ai';
import Replicate from 'replicate';
import type { Call } from '../clients.ts';

const apiKey = 'test-key';
const model = 'model';

const ask = (languageModel: LanguageModel): Promise<unknown> =>
  generateText({ model: languageModel, prompt: 'Hello', maxRetries: 0, abortSignal: AbortSignal.timeout(1_500) });

/** Hosts of models by their own clients, and by those of frameworks. */
export const HOSTS: Readonly<Record<string, Call>> = {
  'ai:azure': (url) => ask(createAzure({ apiKey, baseURL: `${url}/openai` }).chat(model)),
  'ai:cohere': (url) => ask(createCohere({ apiKey, baseURL: url })(model)),
  'ai:deepseek': (url) => ask(createDeepSeek({ apiKey, baseURL: url })(model)),
  'ai:fireworks': (url) => ask(createFireworks({ apiKey, baseURL: url })(model)),
  'ai:openrouter': (url) => ask(createOpenRouter({ apiKey, baseURL: url }).chat(model)),
  'ai:perplexity': (url) => ask(createPerplexity({ apiKey, baseURL: url })(model)),
  'ai:together': (url) => ask(createTogetherAI({ apiKey, baseURL: url })(model)),
  'ai:xai': (url) => ask(createXai({ apiKey, baseURL: url })(model)),
  'lc:groq': (url) => new ChatGroq({ apiKey, model, maxRetries: 0, baseUrl: url }).invoke('Hello'),
  'lc:mistral': (url) => new ChatMistralAI({ apiKey, model, maxRetries: 0, serverURL: url }).invoke('Hello'),
  'lc:ollama': (url) => new ChatOllama({ model, maxRetries: 0, baseUrl: url }).invoke('Hello'),
  huggingface: (url) =>
    chatCompletion(
      { accessToken: 'hf_test', endpointUrl: `${url}/v1`, model, messages: [{ role: 'user', content: 'Hello' }] },
      { retry_on_error: false },
    ),
  replicate: (url) =>
    new Replicate({ auth: apiKey, baseUrl: `${url}/v1`, fetch: (target, init) => fetch(target, init) }).predictions.create({
      model: 'owner/model',
      input: {},
    }),
};
