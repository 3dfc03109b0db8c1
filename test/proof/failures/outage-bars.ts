import { meetOutage } from '../../support/long-outage.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const RUNS = 20;
const OUTAGE_MS = 20 * 60_000;

export const outageBars: readonly Bar[] = [
  defineBar({
    area: 'failures',
    bar: `runs that finish after an outage of 20 minutes (time skipped), of ${RUNS}`,
    unit: 'runs',
    target: RUNS,
    async measure() {
      const { finished, callsPerRun, answered, shortestMs } = await meetOutage(RUNS, OUTAGE_MS);
      const total = callsPerRun.reduce((sum, calls) => sum + calls, 0);
      const note = `${total} calls, at most ${Math.max(...callsPerRun)} a run, ${answered} answered; the shortest took ${Math.round(shortestMs / 60_000)} minutes`;
      return {
        value: finished,
        ok: finished === RUNS && answered === RUNS && callsPerRun.length === RUNS && shortestMs >= OUTAGE_MS,
        note,
      };
    },
  }),
];
