import Anthropic from '@anthropic-ai/sdk';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { GoogleGenAI } from '@google/genai';
import { Mistral } from '@mistralai/mistralai';
import { CohereClientV2 } from 'cohere-ai';
import Groq from 'groq-sdk';
import { Ollama } from 'ollama';
import OpenAI, { AzureOpenAI } from 'openai';
import Together from 'together-ai';
import type { Call } from '../clients.ts';

const timeout = 1_200;
const apiKey = 'test-key';
const messages = [{ role: 'user' as const, content: 'Hello' }];

const openaiClient = (url: string): OpenAI => new OpenAI({ apiKey, baseURL: `${url}/v1`, maxRetries: 0, timeout });
const anthropicClient = (url: string): Anthropic => new Anthropic({ apiKey, baseURL: url, maxRetries: 0, timeout });
const claude = { model: 'claude-test', max_tokens: 16, messages };

async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}

/** Providers' own clients. */
export const PROVIDERS: Readonly<Record<string, Call>> = {
  openai: (url) => openaiClient(url).chat.completions.create({ model: 'gpt-4o', messages }),
  openaiStream: async (url) => drain(await openaiClient(url).chat.completions.create({ model: 'gpt-4o', messages, stream: true })),
  openaiResponses: (url) => openaiClient(url).responses.create({ model: 'gpt-4o', input: 'Hello' }),
  openaiEmbeddings: (url) => openaiClient(url).embeddings.create({ model: 'text-embedding-3-small', input: 'Hello' }),
  openaiAbort: (url) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 60);
    return openaiClient(url).chat.completions.create({ model: 'gpt-4o', messages }, { signal: controller.signal });
  },
  openaiParse: (url) =>
    openaiClient(url).chat.completions.parse({
      model: 'gpt-4o',
      messages,
      response_format: { type: 'json_schema', json_schema: { name: 'doc', strict: true, schema: { type: 'object' } } },
    }),
  azure: (url) =>
    new AzureOpenAI({
      apiKey,
      endpoint: url,
      apiVersion: '2024-10-21',
      deployment: 'gpt-4o',
      maxRetries: 0,
      timeout,
    }).chat.completions.create({
      model: 'gpt-4o',
      messages,
    }),
  anthropic: (url) => anthropicClient(url).messages.create(claude),
  anthropicStream: (url) => drain(anthropicClient(url).messages.stream(claude)),
  genai: (url) =>
    new GoogleGenAI({ apiKey, httpOptions: { baseUrl: url, timeout } }).models.generateContent({
      model: 'gemini-2.5-flash',
      contents: 'Hello',
    }),
  bedrock: (url) =>
    new BedrockRuntimeClient({
      region: 'us-east-1',
      endpoint: url,
      maxAttempts: 1,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestHandler: new NodeHttpHandler({ requestTimeout: timeout, throwOnRequestTimeout: true }),
    }).send(new ConverseCommand({ modelId: 'anthropic.claude', messages: [{ role: 'user', content: [{ text: 'Hello' }] }] })),
  mistral: (url) =>
    new Mistral({ apiKey, serverURL: url, timeoutMs: timeout, retryConfig: { strategy: 'none' } }).chat.complete({
      model: 'mistral-large',
      messages,
    }),
  cohere: (url) =>
    new CohereClientV2({ token: apiKey, environment: url }).chat(
      { model: 'command-r', messages },
      { maxRetries: 0, timeoutInSeconds: timeout / 1000 },
    ),
  groq: (url) => new Groq({ apiKey, baseURL: url, maxRetries: 0, timeout }).chat.completions.create({ model: 'llama-3.3-70b', messages }),
  together: (url) => new Together({ apiKey, baseURL: url, maxRetries: 0, timeout }).chat.completions.create({ model: 'llama', messages }),
  ollama: (url) => new Ollama({ host: url }).chat({ model: 'llama3.2', messages }),
};
