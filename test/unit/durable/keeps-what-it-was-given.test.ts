import { tool, type LanguageModel, type Tool } from 'ai';
import { durableModule, inDurableStep, type RunContext } from 'onceward';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { refusalOf } from '../../fixtures/harness/bundle-workflows.ts';

const durable = durableModule(import.meta.url);

interface Note {
  readonly text: string;
}

function lookUpTool() {
  return tool({
    description: 'Looks a word up',
    inputSchema: z.object({ word: z.string() }),
    execute: async ({ word }) => word.length,
  });
}

describe('durable() gives the same thing back', () => {
  test('the same object, of the same type, with nothing that shows', () => {
    const plain = lookUpTool();
    const before = { keys: Object.keys(plain), json: JSON.stringify(plain) };
    const wrapped = durable(plain, { p99: '3s' });
    expect(wrapped).toBe(plain);
    expect({ keys: Object.keys(wrapped), json: JSON.stringify(wrapped) }).toEqual(before);
    expectTypeOf(wrapped).toEqualTypeOf(plain);
    expectTypeOf(wrapped).toExtend<Tool<{ word: string }, number>>();
  });

  test('a function keeps its arguments and result, and works without Temporal', async () => {
    const write = durable(async (note: Note, copies: number): Promise<string> => `${note.text} × ${copies}`);
    expectTypeOf(write).toEqualTypeOf<(note: Note, copies: number) => Promise<string>>();
    expect(await write({ text: 'hello' }, 2)).toBe('hello × 2');
    expect(inDurableStep()).toBe(false);
  });

  test('a tool works without Temporal', async () => {
    expect(await durable(lookUpTool()).execute({ word: 'ada' }, { toolCallId: 'c', messages: [], context: {} })).toBe(3);
  });

  test('a model stays the model', () => {
    const given = { specificationVersion: 'v4', provider: 'scripted', modelId: 'one' } as unknown as Exclude<LanguageModel, string>;
    const model = durable(given);
    expect(model).toBe(given);
    expectTypeOf(model).toEqualTypeOf<Exclude<LanguageModel, string>>();
  });

  test('a class instance keeps its class and its private state', () => {
    class Counter {
      #count = 0;
      add(): number {
        this.#count += 1;
        return this.#count;
      }
    }
    const counter = durable(new Counter());
    expect(counter).toBeInstanceOf(Counter);
    expect([counter.add(), counter.add()]).toEqual([1, 2]);
  });

  test('a factory keeps its type and makes the thing anew for each context', async () => {
    const inboxOf = durable.factory((context: { userId: string }) => ({ read: async () => `inbox of ${context.userId}` }));
    expectTypeOf(inboxOf).toEqualTypeOf<(context: { userId: string }) => { read: () => Promise<string> }>();
    expect(await inboxOf({ userId: 'u-1' }).read()).toBe('inbox of u-1');
    expect(await inboxOf({ userId: 'u-2' }).read()).toBe('inbox of u-2');
  });

  test('a remote activity has the types it was given, and says why it cannot run here', async () => {
    const ocr = durable.remote<{ page: number }, string>('ocr_pdf', { taskQueue: 'python' });
    expectTypeOf(ocr).toEqualTypeOf<(input: { page: number }) => Promise<string>>();
    const error = await refusalOf(ocr({ page: 1 }));
    expect(error['code']).toBe('InvalidDurable');
    expect(error.message).toMatch(/durable\.remote\('ocr_pdf'\) was called outside a workflow/);
  });
});

describe('durable.lazy makes nothing until somebody touches it', () => {
  function countedModel() {
    const made: RunContext[] = [];
    const model = durable.lazy('ai-sdk/language-model', (run) => {
      made.push(run);
      return { modelId: 'gpt-5', ask: async (question: string) => `${question}!` };
    });
    return { made, model };
  }

  test('not when it is declared, nor when the plugin looks for durable exports', async () => {
    const { made, model } = countedModel();
    const { OncewardPlugin, memoryJournal, memoryStore } = await import('onceward/worker');
    const { aiSdk } = await import('onceward/ai-sdk/worker');
    const plugin = new OncewardPlugin({ modules: [{ model }], adapters: [aiSdk()], store: memoryStore(), journal: memoryJournal() });
    expect(Object.keys(plugin.configureWorker({ taskQueue: 'agents' }).activities ?? {})).toEqual(['model.model']);
    expect(made).toEqual([]);
  });

  test('once, at the first use, and with the type of what the factory makes', async () => {
    const { made, model } = countedModel();
    expectTypeOf(model.ask).toEqualTypeOf<(question: string) => Promise<string>>();
    expect(await model.ask('hi')).toBe('hi!');
    expect(model.modelId).toBe('gpt-5');
    expect('ask' in model).toBe(true);
    expect(made).toHaveLength(1);
  });

  test('an instance with private state works through it', () => {
    class Secretive {
      #secret = 'kept';
      reveal(): string {
        return this.#secret;
      }
    }
    const lazy = durable.lazy('langchain/retriever', () => new Secretive());
    expect(lazy.reveal()).toBe('kept');
    expect(lazy).toBeInstanceOf(Secretive);
  });
});
