import type { RunRecords, RunRow } from 'onceward/worker';

/** Rows that were found, by the table they are in. */
export interface Rows {
  readonly count: number;
  readonly found: readonly { readonly records: RunRecords; readonly keys: readonly string[] }[];
}

/** Looks through everything that keeps rows of runs. */
export async function findRows(tables: readonly RunRecords[], isWanted: (row: RunRow) => boolean): Promise<Rows> {
  const found: { records: RunRecords; keys: string[] }[] = [];
  for (const records of tables) {
    const keys: string[] = [];
    for await (const row of records.rows()) if (isWanted(row)) keys.push(row.key);
    found.push({ records, keys });
  }
  return { count: found.reduce((sum, { keys }) => sum + keys.length, 0), found };
}

/** Deletes rows; their bytes are gone when it returns. */
export async function forgetRows({ found }: Rows): Promise<void> {
  for (const { records, keys } of found) await records.forget(keys);
}
