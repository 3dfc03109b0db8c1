import { isDeepStrictEqual } from 'node:util';
import { expectReplays, readHistory } from 'onceward/testing';
import { startDurableWorld } from '../../fixtures/langchain/durable-world.ts';
import { behaviour, behaviours, comparable } from '../../fixtures/langgraph/behaviours.ts';
import { requestsOf, sentSince } from '../../fixtures/sent-requests.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const FEWEST = 40;

export const behaviourBars: readonly Bar[] = [
  defineBar({
    area: 'langchain',
    bar: 'behaviours of LangGraph, of chains and of agents’ middleware that differ from plain code, without a workflow cache, or do not replay',
    unit: 'behaviours',
    target: 0,
    async measure() {
      const world = await startDurableWorld({ maxCachedWorkflows: 0 });
      try {
        const different: string[] = [];
        for (const name of Object.keys(behaviours)) {
          let plain: unknown;
          const plainly = await requestsOf(world.provider, async () => (plain = await behaviour(name)));
          const before = world.provider.requests().length;
          const { handle, result } = await world.run('behaviour', [name]);
          const isSame = isDeepStrictEqual(await result, plain);
          const requests = sentSince(world.provider, before);
          if (!isSame || !isDeepStrictEqual(comparable(requests), comparable(plainly))) different.push(name);
          await expectReplays(await readHistory(handle), { bundle: world.bundle, plugins: [world.plugin] });
        }
        const compared = Object.keys(behaviours).length;
        const note = [`${compared} behaviours`, ...different].join('; ');
        return { value: different.length, ok: different.length === 0 && compared >= FEWEST, note };
      } finally {
        await world.stop();
      }
    },
  }),
];
