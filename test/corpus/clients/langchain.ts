import { ChatAnthropic } from '@langchain/anthropic';
import { JsonOutputParser, StructuredOutputParser } from '@langchain/core/output_parsers';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { tool } from '@langchain/core/tools';
import { ChatGoogleGenerativeAI } from '@langchain/google-genai';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { z } from 'zod';
import type { Call } from '../clients.ts';

const apiKey = 'test-key';

const openai = (url: string): ChatOpenAI =>
  new ChatOpenAI({ apiKey, model: 'gpt-4o', maxRetries: 0, timeout: 1_200, configuration: { baseURL: `${url}/v1` } });

/** LangChain's clients, parsers and tools. */
export const LANGCHAIN: Readonly<Record<string, Call>> = {
  'lc:openai': (url) => openai(url).invoke('Hello'),
  'lc:openaiStream': async (url) => {
    for await (const _ of await openai(url).stream('Hello'));
  },
  'lc:anthropic': (url) => new ChatAnthropic({ apiKey, anthropicApiUrl: url, model: 'claude-test', maxRetries: 0 }).invoke('Hello'),
  'lc:google': (url) => new ChatGoogleGenerativeAI({ apiKey, baseUrl: url, model: 'gemini-2.5-flash', maxRetries: 0 }).invoke('Hello'),
  'lc:embeddings': (url) => new OpenAIEmbeddings({ apiKey, maxRetries: 0, configuration: { baseURL: `${url}/v1` } }).embedQuery('Hello'),
  'lc:abort': (url) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 60);
    return openai(url).invoke('Hello', { signal: controller.signal });
  },
  'lc:timeout': (url) => openai(url).invoke('Hello', { timeout: 80 }),
  'lc:structured': (url) =>
    openai(url)
      .withStructuredOutput(z.object({ total: z.number() }), { method: 'functionCalling' })
      .invoke('Hello'),
  'lc:coercion': (url) => openai(url).invoke([['alien', 'Hello']] as never),
  'lc:prompt': () => ChatPromptTemplate.fromMessages([['human', '{question}']]).invoke({}),
  'lc:jsonParser': () => new JsonOutputParser().parse('Sure! Here is your summary.'),
  'lc:structuredParser': () => StructuredOutputParser.fromZodSchema(z.object({ total: z.number() })).parse('{"total":"many"}'),
  'lc:toolInput': () => tool(async () => 'ok', { name: 'search', schema: z.object({ q: z.string() }) }).invoke({ q: 42 } as never),
};
