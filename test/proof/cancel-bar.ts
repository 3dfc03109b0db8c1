import { startCancelScene, type CancelledCall } from '../support/cancel-scene.ts';
import { defineBar, type Bar } from './define-bar.ts';

const LONGEST_MS = 3_000;

/** How soon a cancellation closes the connection of calls that are at their provider, the slowest of them. */
export function cancelBar(area: string, bar: string, calls: readonly CancelledCall[]): Bar {
  return defineBar({
    area,
    bar,
    unit: 'ms',
    target: `≤ ${LONGEST_MS}, one request each, ended as cancelled`,
    async measure() {
      const scene = await startCancelScene();
      try {
        const all = [];
        for (const call of calls) all.push({ call, ...(await scene.cancelled(call)) });
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
  });
}
