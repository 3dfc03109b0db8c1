import { startCancelScene, type CancelledCall } from '../../support/cancel-scene.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const CALLS: readonly CancelledCall[] = ['askModel', 'askChatModel', 'askAgent', 'fetchAnswer', 'fetchBody'];
const LONGEST_MS = 3_000;

/** How soon a cancellation closes the connection of a call that is at its provider. */
export const cancelBars: readonly Bar[] = [
  defineBar({
    area: 'failures',
    bar: 'cancel closes the connection of a model, a tool, a fetch (heartbeat timeout 10 s), slowest of five',
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
