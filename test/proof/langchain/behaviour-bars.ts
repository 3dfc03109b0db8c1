import { isDeepStrictEqual } from 'node:util';
import { readHistory, replay } from 'onceward/testing';
import { startDurableWorld } from '../../fixtures/langchain/durable-world.ts';
import { behaviour, behaviours } from '../../fixtures/langgraph/behaviours.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const FEWEST = 40;

export const behaviourBars: readonly Bar[] = [
  defineBar({
    area: 'langchain',
    bar: 'behaviours of LangGraph and of chains that differ from plain code, without a workflow cache, or do not replay',
    unit: 'behaviours',
    target: 0,
    async measure() {
      const world = await startDurableWorld({ maxCachedWorkflows: 0 });
      try {
        const different: string[] = [];
        for (const name of Object.keys(behaviours)) {
          const plain = await behaviour(name);
          const { handle, result } = await world.run('behaviour', [name]);
          if (!isDeepStrictEqual(await result, plain)) different.push(name);
          await replay(await readHistory(handle), { bundle: world.bundle, plugins: [world.plugin] });
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
