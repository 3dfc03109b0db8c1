/** The durable module of the test: its source, its imports and the environment it reads hold secrets. */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { durableModule } from 'onceward';
import { apiCallError, axiosError, connectionError, failureWithCause, quotingError } from './failing-libraries.ts';
import { MARKERS } from './planted-secrets.ts';

const durable = durableModule(import.meta.url);

export const SECRET_IN_SOURCE = 'CanarySource8Yw4Ln2Qk6Df';
/** A result that the journal of the test refuses, with its connection string. */
export const UNJOURNALED = 'a result that cannot be journaled';

export const model = durable.lazy(
  'ai-sdk/language-model',
  () =>
    createOpenAICompatible({
      name: 'scripted',
      baseURL: `${process.env['MODEL_URL']}/v1`,
      apiKey: process.env['PROVIDER_KEY'],
      headers: { 'x-tenant-token': SECRET_IN_SOURCE },
    })('scripted'),
  { modelId: 'scripted' },
);

export const answer = durable(async (): Promise<string> => MARKERS.result);
export const answerUnjournaled = durable(async (): Promise<string> => UNJOURNALED);

const twice = { retry: { maximumAttempts: 2, initialInterval: '100ms' }, outagePatience: false } as const;

export const failAsProvider = durable(async (): Promise<string> => Promise.reject(apiCallError()), twice);
export const failAsHttpClient = durable(async (): Promise<string> => Promise.reject(axiosError()), twice);
export const failAsQuotingServer = durable(async (): Promise<string> => Promise.reject(quotingError()), twice);
export const failWithCause = durable(async (): Promise<string> => Promise.reject(failureWithCause()), twice);
export const failAsDatabase = durable(async (): Promise<string> => Promise.reject(connectionError()), twice);
