/** Steps of every kind that keeps something: each gives, takes or throws canaries. */
import { randomBytes } from 'node:crypto';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { tool } from 'ai';
import { durableContext, durableModule, type Artifact } from 'onceward';
import { z } from 'zod';
import { canaryOf } from './canaries.ts';

const durable = durableModule(import.meta.url);

/** So many characters that no compression makes fewer. */
function noise(characters: number): string {
  return randomBytes(characters).toString('base64').slice(0, characters);
}

export const model = durable.lazy('ai-sdk/language-model', () =>
  createOpenAICompatible({ name: 'scripted', baseURL: process.env['MODEL_URL'] ?? '', apiKey: 'none' })('scripted-1'),
);

export const lookUp = durable(
  tool({
    description: canaryOf('description of a tool'),
    inputSchema: z.object({ question: z.string() }),
    execute: async () => ({ found: canaryOf('large result of a tool'), rest: '.'.repeat(5_000) }),
  }),
  { sideEffect: 'none', preview: () => canaryOf('preview of a result') },
);

export const count = durable(
  tool({ description: 'Counts', inputSchema: z.object({}), execute: async () => canaryOf('result of a tool') }),
  { sideEffect: 'none' },
);

export const work = durable(async (_text: string): Promise<string> => canaryOf('result of a step'));

export const workAtLength = durable(async (): Promise<string> => canaryOf('large result of a step') + noise(300_000));

export const fail = durable(async (): Promise<never> => Promise.reject(new Error(canaryOf('failure of a step'))), {
  retry: { maximumAttempts: 1 },
});

export const keep = durable(async (): Promise<Artifact> =>
  durableContext().artifacts.put(canaryOf('artifact of a step'), { mediaType: 'text/plain', preview: canaryOf('preview of an artifact') }),
);

export const lengthOf = durable(async (kept: Artifact): Promise<number> => (await durableContext().artifacts.open(kept).bytes()).length);

export const write = durable(async (_text: string): Promise<string> => canaryOf('result of a write'), { sideEffect: 'once' });

/** Nobody knows whether it happened, and the check that is to find out fails. */
export const writeUnsure = durable(async (): Promise<void> => Promise.reject(Object.assign(new Error('cut'), { code: 'ECONNRESET' })), {
  sideEffect: 'once',
  retry: { initialInterval: '10ms' },
  onUnknownOutcome: { verify: async () => Promise.reject(Object.assign(new Error(canaryOf('failure of a check')), { status: 401 })) },
});

export const writeAtLength = durable(async (): Promise<string> => canaryOf('large result of a write') + noise(80_000), {
  sideEffect: 'once',
});
