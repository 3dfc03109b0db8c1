import type { Cut } from './effects-service.ts';
import type { EffectsScene } from './effects-scene.ts';

const SYSTEMS = ['crm', 'accounting', 'archive'] as const;

export interface SagaOutcome {
  readonly result: unknown;
  readonly kills: number;
  /** For each system: rows that stand, and rows that were ever made. */
  readonly rows: Readonly<Record<string, { readonly standing: number; readonly made: number }>>;
  /** Systems in the order in which they were taken back. */
  readonly takenBack: readonly string[];
}

/** Runs a saga of three writes, the last of which is refused or not, and kills the worker at the requests that `cut` names. */
export async function sagaWithKills(
  scene: EffectsScene,
  { refused, cut }: { readonly refused: boolean; readonly cut: (number: number) => Cut | undefined },
): Promise<SagaOutcome> {
  const { service } = scene;
  service.reset();
  if (refused) service.settings.refuses['archive'] = { method: 'POST', status: 422 };
  const seen = new Set<string>();
  let number = 0;
  service.settings.cut = ({ method, path }) => {
    // A request that comes again after a kill is the same one.
    const request = `${method} ${path}`;
    if (seen.has(request)) return undefined;
    seen.add(request);
    number += 1;
    return cut(number);
  };
  const workers = await scene.employ();
  const result: unknown = await (await scene.start('writeAll', [...SYSTEMS], 'trip-1')).result();
  await workers.end();
  return {
    result,
    kills: workers.kills(),
    rows: Object.fromEntries(
      SYSTEMS.map((system) => {
        const rows = service.rows.filter((row) => row.system === system);
        return [system, { standing: rows.filter(({ deletedBy }) => deletedBy === undefined).length, made: rows.length }];
      }),
    ),
    takenBack: service.rows
      .filter(({ deletedBy }) => deletedBy !== undefined)
      .toSorted((one, other) => (one.deletedBy ?? 0) - (other.deletedBy ?? 0))
      .map(({ system }) => system),
  };
}

/** How many rows are not as they should be: standing although refused, missing although written, or made twice. */
export function wrongRows({ rows, takenBack }: SagaOutcome, refused: boolean): number {
  const expected = { crm: 1, accounting: 1, archive: refused ? 0 : 1 } as const;
  const wrong = Object.entries(expected).map(([system, made]) => {
    const row = rows[system] ?? { standing: 0, made: 0 };
    return Math.abs(row.made - made) + Math.abs(row.standing - (refused ? 0 : made));
  });
  const isInOrder = !refused || takenBack.join() === 'accounting,crm';
  return wrong.reduce((sum, one) => sum + one, isInOrder ? 0 : 1);
}
