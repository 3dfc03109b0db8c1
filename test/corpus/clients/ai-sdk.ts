import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGateway } from '@ai-sdk/gateway';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createGroq } from '@ai-sdk/groq';
import { createMistral } from '@ai-sdk/mistral';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { embed, generateObject, generateText, streamText, tool, type LanguageModel } from 'ai';
import { z } from 'zod';
import type { Call } from '../clients.ts';

const apiKey = 'test-key';
const prompt = 'Hello';

const openaiChat = (url: string): LanguageModel => createOpenAI({ apiKey, baseURL: `${url}/v1` }).chat('gpt-4o');
const ask = (model: LanguageModel, maxRetries = 0): Promise<unknown> =>
  generateText({ model, prompt, maxRetries, abortSignal: AbortSignal.timeout(maxRetries === 0 ? 1_500 : 10_000) });

async function stream(model: LanguageModel): Promise<void> {
  for await (const part of streamText({ model, prompt, maxRetries: 0, onError: () => undefined }).fullStream) {
    if (part.type === 'error') throw part.error;
  }
}

/** A problem of a tool call is no exception but a part of the answer. */
async function toolProblem(url: string): Promise<void> {
  const { content } = await generateText({
    model: openaiChat(url),
    prompt,
    maxRetries: 0,
    tools: { search: tool({ inputSchema: z.object({ q: z.string() }), execute: async () => 'ok' }) },
  });
  for (const part of content) {
    if (part.type === 'tool-call' && part.invalid) throw part.error;
    if (part.type === 'tool-error') throw part.error;
  }
}

/** The AI SDK over each of its providers. */
export const AI_SDK: Readonly<Record<string, Call>> = {
  'ai:openaiChat': (url) => ask(openaiChat(url)),
  'ai:openaiResponses': (url) => ask(createOpenAI({ apiKey, baseURL: `${url}/v1` }).responses('gpt-4o')),
  'ai:anthropic': (url) => ask(createAnthropic({ apiKey, baseURL: `${url}/v1` })('claude-test')),
  'ai:google': (url) => ask(createGoogleGenerativeAI({ apiKey, baseURL: url })('gemini-2.5-flash')),
  'ai:groq': (url) => ask(createGroq({ apiKey, baseURL: url })('llama-3.3-70b')),
  'ai:mistral': (url) => ask(createMistral({ apiKey, baseURL: url })('mistral-large')),
  'ai:bedrock': (url) =>
    ask(createAmazonBedrock({ region: 'us-east-1', baseURL: url, accessKeyId: 'test', secretAccessKey: 'test' })('anthropic.claude')),
  'ai:compatible': (url) => ask(createOpenAICompatible({ name: 'compatible', apiKey, baseURL: `${url}/v1` })('model')),
  'ai:gateway': (url) => ask(createGateway({ apiKey, baseURL: url })('openai/gpt-4o')),
  'ai:retried': (url) => ask(openaiChat(url), 1),
  'ai:stream': (url) => stream(openaiChat(url)),
  'ai:anthropicStream': (url) => stream(createAnthropic({ apiKey, baseURL: `${url}/v1` })('claude-test')),
  'ai:embed': (url) =>
    embed({ model: createOpenAI({ apiKey, baseURL: `${url}/v1` }).embedding('text-embedding-3-small'), value: prompt, maxRetries: 0 }),
  'ai:object': (url) => generateObject({ model: openaiChat(url), prompt, maxRetries: 0, schema: z.object({ total: z.number() }) }),
  'ai:tool': toolProblem,
  'ai:noKey': (url) => ask(createOpenAI({ baseURL: url }).chat('gpt-4o')),
  'ai:abort': (url) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 60);
    return generateText({ model: openaiChat(url), prompt, maxRetries: 0, abortSignal: controller.signal });
  },
  'ai:timeout': (url) => generateText({ model: openaiChat(url), prompt, maxRetries: 0, abortSignal: AbortSignal.timeout(80) }),
};
