import { isSameRoundTrip, startRoundTripScene } from '../../support/round-trip-scene.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const FEWEST_CALLS = 60;

export const roundTripBars: readonly Bar[] = [
  defineBar({
    area: 'ai-sdk',
    bar: 'calls whose requests to the provider, or whose result, differ between a workflow and plain AI SDK code',
    unit: 'calls',
    target: 0,
    async measure() {
      const scene = await startRoundTripScene();
      try {
        const different: string[] = [];
        for (const name of scene.names) if (!isSameRoundTrip(await scene.make(name))) different.push(name);
        const note = `${scene.names.length} calls${different.map((name) => `; ${name}`).join('')}`;
        return { value: different.length, ok: different.length === 0 && scene.names.length >= FEWEST_CALLS, note };
      } finally {
        await scene.stop();
      }
    },
  }),
];
