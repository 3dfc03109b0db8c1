import { KILL_POINTS, PROMISED, startWriteScene } from '../../support/kill-a-write.ts';
import { startPostgres } from '../../support/postgres-server.ts';
import { defineBar, type Bar } from '../define-bar.ts';

async function killEverywhere(ledger?: string): Promise<{ value: number; ok: boolean; note: string }> {
  const scene = await startWriteScene(ledger);
  try {
    const cells: string[] = [];
    let wrong = 0;
    for (const point of KILL_POINTS) {
      const { asked, rowsWhenAsked, rows } = await scene.killAt(point);
      if (rows !== PROMISED[point].rows || asked !== PROMISED[point].asked) wrong += 1;
      cells.push(asked ? `${point}: asked at ${rowsWhenAsked} rows, ${rows} in the end` : `${point}: ${rows} row`);
    }
    return { value: wrong, ok: wrong === 0, note: cells.join('; ') };
  } finally {
    await scene.stop();
  }
}

function killMatrix(ledger: string, measure: Bar['measure']): Bar {
  return defineBar({
    area: 'failures',
    bar: `K1…K5 of a sideEffect: 'once' write to a service that ignores keys, ledger ${ledger}: cells without exactly one row`,
    unit: 'of 5 cells',
    target: 0,
    measure,
  });
}

export const writeBars: readonly Bar[] = [
  killMatrix('SQLite', () => killEverywhere()),
  killMatrix('Postgres', async () => {
    const postgres = await startPostgres();
    try {
      return await killEverywhere(postgres.connectionString);
    } finally {
      await postgres.stop();
    }
  }),
];
