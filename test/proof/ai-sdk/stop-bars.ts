import { startCancelScene, type CancelledCall } from '../../support/cancel-scene.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const CALLS: readonly CancelledCall[] = ['askModel', 'askStream', 'askBegunStream', 'readStream', 'askAgent'];
const LONGEST_MS = 3_000;

/** How soon the stop button of an application reaches the provider, with the timeouts that everybody has who states none. */
export const stopBars: readonly Bar[] = [
  defineBar({
    area: 'ai-sdk',
    bar: 'stop button: cancel to closed connection of generateText, streamText before and in its answer, and a tool, slowest of five',
    unit: 'ms',
    target: `≤ ${LONGEST_MS}, one request each, ended as cancelled`,
    async measure() {
      const scene = await startCancelScene();
      try {
        const all = [];
        for (const call of CALLS) all.push({ call, ...(await scene.cancelled(call)) });
        const value = Math.max(...all.map(({ closedAfterMs }) => closedAfterMs));
        const isExact = all.every(({ hanging, outcome }) => hanging === 1 && outcome === 'CancelledFailure');
        const note = all
          .map(({ call, closedAfterMs, hanging, outcome }) => `${call} ${closedAfterMs} ms, ${hanging} request, ${outcome}`)
          .join('; ');
        return { value, ok: value <= LONGEST_MS && isExact, note };
      } finally {
        await scene.stop();
      }
    },
  }),
];
