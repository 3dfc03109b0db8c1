import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresLedger } from 'onceward/stores/postgres';
import { memoryLedger, sqliteJournal, sqliteLedger } from 'onceward/worker';
import { bareActivityUs, wrapperUs } from '../../support/activity-cpu.ts';
import { startPostgres } from '../../support/postgres-server.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const CALLS = 10_000;
const BARE_CALLS = 2_000;
const SHARE = 0.1;
const ROUNDS = 3;

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) values.push(await measure());
  return median(values);
}

const withoutStores = defineBar({
  area: 'failures',
  bar: 'CPU that a step without stores adds to an activity of plain Temporal',
  unit: 'share of the plain activity',
  target: `≤ ${SHARE}`,
  async measure() {
    const bareUs = await medianOf(() => bareActivityUs(BARE_CALLS));
    const addedUs = await medianOf(() => wrapperUs(CALLS));
    const value = addedUs / bareUs;
    const note = `${addedUs.toFixed(1)} µs over ${CALLS} in-process calls, on ${bareUs.toFixed(1)} µs of a plain activity on a real worker (${BARE_CALLS} calls, all threads); medians of ${ROUNDS}, load ${loadavg()[0]?.toFixed(1)}`;
    return { value, ok: value <= SHARE, note };
  },
});

const withStores = defineBar({
  area: 'failures',
  bar: "CPU that a step adds with each record: journal (SQLite), and the ledgers for sideEffect: 'once'",
  unit: 'µs a step',
  target: 'reported',
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), 'onceward-overhead-'));
    const postgres = await startPostgres();
    const ledgers = [
      memoryLedger(),
      sqliteLedger({ file: join(folder, 'ledger.sqlite') }),
      postgresLedger({ connectionString: postgres.connectionString }),
    ];
    const journal = sqliteJournal({ file: join(folder, 'journal.sqlite') });
    try {
      const lines = [`journal ${(await wrapperUs(CALLS, { journal })).toFixed(1)}`];
      for (const ledger of ledgers) lines.push(`${ledger.name} ledger ${(await wrapperUs(CALLS, { ledger })).toFixed(1)}`);
      return { value: lines.join(', '), ok: true, note: `${CALLS} in-process calls each, without what the database's own process uses` };
    } finally {
      await Promise.all([journal, ...ledgers].map((store) => store.close()));
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

export const overheadBars: readonly Bar[] = [withoutStores, withStores];
