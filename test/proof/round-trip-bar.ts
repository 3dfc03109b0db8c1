import { isSameRoundTrip, startRoundTripScene } from '../support/round-trip-scene.ts';
import { defineBar, type Bar } from './define-bar.ts';

const PLAIN = { 'ai-sdk': 'plain AI SDK code', langchain: 'plain LangChain code' };

/** How many calls of a framework ask or give something else in a workflow than in plain code. */
export function roundTripBar(area: keyof typeof PLAIN, fewestCalls: number): Bar {
  return defineBar({
    area,
    bar: `calls whose requests to the provider, or whose result, differ between a workflow and ${PLAIN[area]}`,
    unit: 'calls',
    target: 0,
    async measure() {
      const scene = await startRoundTripScene(area);
      try {
        const different: string[] = [];
        for (const name of scene.names) if (!isSameRoundTrip(await scene.make(name))) different.push(name);
        const note = `${scene.names.length} calls${different.map((name) => `; ${name}`).join('')}`;
        return { value: different.length, ok: different.length === 0 && scene.names.length >= fewestCalls, note };
      } finally {
        await scene.stop();
      }
    },
  });
}
