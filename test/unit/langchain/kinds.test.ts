import { AIMessage } from '@langchain/core/messages';
import { Command } from '@langchain/langgraph';
import { RunnableBinding } from '@langchain/core/runnables';
import { tool } from '@langchain/core/tools';
import { convertToOpenAITool } from '@langchain/core/utils/function_calling';
import { langchain } from 'onceward/langchain/worker';
import type { DurableKind, StepCall } from 'onceward/worker';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { answer, firstLines, greet, longestFirst, notes } from '../../fixtures/langchain/documents.ts';
import { embeddings, knownModel, model } from '../../fixtures/langchain/models.ts';
import { lines, lookUp } from '../../fixtures/langchain/tools.ts';

const { kinds, ...adapter } = langchain();
const recognize = (target: object): string | undefined => adapter.recognize(target);

function kindOf(name: string): DurableKind {
  const kind = kinds[name];
  if (kind === undefined) throw new Error(`There is no kind ${name}.`);
  return kind;
}

it('knows the things of LangChain by their shape, and no others', () => {
  expect([knownModel, lookUp, lines].map(recognize)).toEqual(['langchain/chat-model', 'langchain/tool', 'langchain/retriever']);
  expect([notes, longestFirst, firstLines, answer, greet].map(recognize)).toEqual(
    ['vector-store', 'document-compressor', 'document-loader', 'runnable', 'runnable'].map((name) => `langchain/${name}`),
  );
  expect([new AIMessage('hello'), { execute: () => 1, inputSchema: {} }, () => 1].map(recognize)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('makes no lazy model to describe it', async () => {
  expect(process.env['MODEL_KEY']).toBeUndefined();
  expect(() => model.getName()).toThrow('MODEL_KEY');
  expect(() => embeddings.caller).toThrow('MODEL_KEY');
  expect(await kindOf('langchain/chat-model').describe(undefined, { modelId: 'gpt-5' })).toMatchObject({ modelId: 'gpt-5' });
});

it('shows a model the profile by which agents choose how to ask for structured output', async () => {
  const description = await kindOf('langchain/chat-model').describe(knownModel, {});
  expect(description).toMatchObject({ name: 'ChatOpenAI', type: 'openai', modelId: 'gpt-4o-mini', profile: { structuredOutput: true } });
});

it('describes a tool by the JSON Schema that LangChain shows to models', async () => {
  const { inputSchema } = await kindOf('langchain/tool').describe(lookUp, {});
  expect(inputSchema).toEqual(convertToOpenAITool(lookUp).function.parameters);
});

it('refuses a lazy tool, whose schema nobody knows', () => {
  expect(() => kindOf('langchain/tool').describe(undefined, { id: 'lookUp' })).toThrow('hides the name and schema');
});

it('refuses a Command of a tool, which would change a graph that runs elsewhere', async () => {
  const jump = tool(async () => new Command({ goto: 'end' }), { name: 'jump', description: 'Jumps', schema: z.object({}) });
  const call = { input: [{}], context: { signal: new AbortController().signal } } as unknown as StepCall;
  await expect(kindOf('langchain/tool').perform?.(jump, call)).rejects.toThrow('returned a Command');
});

it('refuses a chat model with tools bound to it, which belongs into the workflow', () => {
  const bound = new RunnableBinding({ bound: knownModel, kwargs: { stop: ['.'] }, config: {} });
  expect(recognize(bound)).toBe('langchain/runnable');
  expect(() => kindOf('langchain/runnable').describe(bound, { id: 'bound' })).toThrow('Export the model itself');
});
