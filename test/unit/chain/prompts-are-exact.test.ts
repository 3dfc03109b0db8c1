import { array, assert, asyncProperty, constantFrom, lorem, nat, oneof, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/shared/contract/json.ts';
import { collectBytes } from '../../../src/shared/artifacts/collect-bytes.ts';
import { ChainServices } from '../../../src/worker/chain/chain-services.ts';
import { memoryStore } from '../../../src/worker/stores/memory-store.ts';
import { collect } from '../stores/collect.ts';
import { ChainedConversation, TEST_CODEC } from './chained-conversation.ts';

type Message = { readonly role: string; readonly text: Json };

/** What happens to a conversation before its next call. */
const STEPS = {
  goOn: (said: Message[], text: string) => [...said, { role: 'tool', text }],
  askAgain: (said: Message[]) => said,
  ignoreAnswer: (said: Message[], text: string) => [...said.slice(0, -1), { role: 'user', text }],
  changeAnswer: (said: Message[], text: string) => [...said.slice(0, -1), { role: 'assistant', text, name: 'other' }],
  prune: (said: Message[]) => [...said.slice(0, 2), ...said.slice(2).slice(-5)],
  summarise: (said: Message[], text: string) => [...said.slice(0, 1), { role: 'user', text: `In short: ${text}` }, ...said.slice(-3)],
  shorten: (said: Message[]) => said.map((message, index) => (index % 3 === 1 ? { ...message, text: 'shortened' } : message)),
  turnAround: (said: Message[]) => said.toReversed(),
  repeat: (said: Message[]) => [...said, ...said.slice(0, 3)],
  startAfresh: (_said: Message[], text: string) => [
    { role: 'system', text: 'Be brief.' },
    { role: 'user', text },
  ],
} satisfies Record<string, (said: Message[], text: string) => Message[]>;

const script = array(
  record({
    step: constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[])),
    conversation: nat({ max: 2 }),
    worker: nat({ max: 3 }),
    // Members in any order, texts of any sort: what comes back must be the same to the letter.
    text: oneof(string({ unit: 'grapheme', maxLength: 200 }), lorem({ maxCount: 80 })),
    resultBytes: constantFrom(0, 10, 3_000, 50_000),
  }),
  { minLength: 1, maxLength: 60 },
);

describe('the model gets the prompt that the framework made, to the letter', () => {
  test('whatever a middleware did to it, in three conversations at once, on four workers with room for one prompt', async () => {
    await assert(
      asyncProperty(script, async (events) => {
        const store = memoryStore();
        const workers = Array.from({ length: 4 }, () => newWorker(store, 1));
        const chain = new ChainedConversation();
        const said = [0, 1, 2].map((n): Message[] => [
          { role: 'system', text: 'Instructions, the same for all of them, of some length. '.repeat(10) },
          { role: 'user', text: `Task ${n}` },
        ]);
        for (const { step, conversation, worker: index, text, resultBytes } of events) {
          const worker = workers[index] ?? expect.unreachable();
          const before = STEPS[step](said[conversation] ?? [], text);
          const result = { b: 1, a: 'x'.repeat(resultBytes), text };
          const sent = [
            ...before,
            { role: 'tool', text: resultBytes > 2_000 ? ((await worker.toReference(result, undefined)) ?? null) : result },
          ];
          const expected = JSON.stringify([...resolved(before), { role: 'tool', text: result }]);
          const { prompt } = await chain.ask(sent, { services: worker, answer: `answer to ${text}` });
          expect(JSON.stringify(prompt)).toBe(expected);
          said[conversation] = [...sent, { role: 'assistant', text: `answer to ${text}` }];
          results.set(JSON.stringify(sent.at(-1)), { role: 'tool', text: result });
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a step of a loop sends what is new, and nothing of what the model said', async () => {
    const [chain, services] = [new ChainedConversation(), newWorker(memoryStore(), 4)];
    const said: Message[] = [{ role: 'system', text: 'x'.repeat(3_000) }];
    const bytes: number[] = [];
    for (let step = 0; step < 200; step += 1) {
      said.push({ role: 'user', text: `step ${step}` });
      bytes.push((await chain.ask(said, { services, answer: 'a'.repeat(1_000) })).bytes);
      said.push({ role: 'assistant', text: 'a'.repeat(1_000) });
    }
    expect(Math.max(...bytes.slice(1))).toBeLessThan(180);
  });

  test.each(['prune', 'summarise', 'shorten'] as const)('an edit before every step (%s) costs what it adds', async (edit) => {
    const [chain, services] = [new ChainedConversation(), newWorker(memoryStore(), 4)];
    let said: Message[] = [
      { role: 'system', text: 'x'.repeat(3_000) },
      { role: 'user', text: 'y'.repeat(3_000) },
    ];
    const bytes: number[] = [];
    for (let step = 0; step < 60; step += 1) {
      said = STEPS[edit]([...said, { role: 'tool', text: `${step}`.repeat(500) }], `summary ${step}`);
      const { prompt, bytes: sent } = await chain.ask(said, { services, answer: 'a'.repeat(1_000) });
      expect(prompt).toEqual(said);
      bytes.push(sent);
      said.push({ role: 'assistant', text: 'a'.repeat(1_000) });
    }
    expect(Math.max(...bytes.slice(1))).toBeLessThan(1_000 + 900);
  });

  test.each(['not JSON', 'null', '{"v":1}', '{"v":1,"head":"x","ancestors":["x"],"previous":null}', 'that of another head'])(
    'a worker that finds a damaged snapshot (%s) has the prompt from the nodes',
    async (damaged) => {
      const store = memoryStore();
      const [chain, first] = [new ChainedConversation(), newWorker(store, 4)];
      const said: Message[] = [];
      for (let step = 0; step < 55; step += 1) {
        said.push({ role: 'user', text: `step ${step}` });
        await chain.ask(said, { services: first, answer: `answer ${step}` });
        said.push({ role: 'assistant', text: `answer ${step}` });
      }
      const [{ key } = expect.unreachable('50 answers make a snapshot')] = await collect(store.list('chain/'));
      const text = Buffer.from(await collectBytes((await store.get(key)) ?? expect.unreachable())).toString();
      const { ancestors, ...rest } = JSON.parse(text) as { ancestors: string[] };
      const earlier = JSON.stringify({ ...rest, head: ancestors[9], ancestors: ancestors.slice(0, 10) });
      const bytes = new TextEncoder().encode(damaged === 'that of another head' ? earlier : damaged);
      await store.put(key, bytes, { mediaType: 'application/json' });
      said.push({ role: 'user', text: 'and now?' });
      expect((await chain.ask(said, { services: newWorker(store, 4), answer: 'this' })).prompt).toEqual(said);
    },
  );
});

/** Sent messages by their JSON, as the model is to see them. */
const results = new Map<string, Message>();

function resolved(messages: readonly Message[]): Message[] {
  return messages.map((message) => results.get(JSON.stringify(message)) ?? message);
}

function newWorker(store: ReturnType<typeof memoryStore>, cachedPrompts: number): ChainServices {
  return new ChainServices({ place: { store, formerStores: [] }, codecs: new Map([[TEST_CODEC.name, TEST_CODEC]]), cachedPrompts });
}
