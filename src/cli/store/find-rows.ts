import { DecryptionFailed, OncewardError } from 'onceward';
import type { RunRecords, RunRow } from 'onceward/worker';
import { CommandFailed } from '../grammar/command-failed.js';
import { toOneLine } from '../output/one-line.js';
import { HashScanner, type ObjectName } from './hash-scanner.js';

/** Rows that were found, by the table they are in. */
export interface Rows {
  readonly count: number;
  readonly found: readonly { readonly records: RunRecords; readonly keys: readonly string[] }[];
  /** What they refer to. */
  readonly names: ReadonlySet<ObjectName>;
  /** What the other rows refer to. */
  readonly namesOfOthers: ReadonlySet<ObjectName>;
}

/**
 * Looks through everything that keeps rows of runs.
 *
 * @throws CommandFailed when a row cannot be decrypted; JournalUnavailable, LedgerUnavailable
 */
export async function findRows(
  tables: readonly RunRecords[],
  /** Undefined for a row that has nothing to do with it. */
  isWanted: (row: RunRow, records: RunRecords) => boolean | undefined,
): Promise<Rows> {
  const [wanted, others] = [new HashScanner(), new HashScanner()];
  const found: { records: RunRecords; keys: string[] }[] = [];
  for (const records of tables) {
    const keys: string[] = [];
    for await (const row of readable(records)) {
      const isFound = isWanted(row, records);
      if (isFound === undefined) continue;
      if (isFound) keys.push(row.key);
      (isFound ? wanted : others).scanText(JSON.stringify(row.value ?? null));
    }
    found.push({ records, keys });
  }
  const count = found.reduce((sum, { keys }) => sum + keys.length, 0);
  return { count, found, names: wanted.found, namesOfOthers: others.found };
}

async function* readable(records: RunRecords): AsyncGenerator<RunRow> {
  try {
    yield* records.rows();
  } catch (error) {
    if (OncewardError.isInstance(error) && !DecryptionFailed.isInstance(error)) throw error;
    const reason = toOneLine(error instanceof Error ? error.message : String(error));
    throw new CommandFailed(`A row of '${records.name}' cannot be read: ${reason}.`, 'Nothing was deleted.');
  }
}

/** Deletes rows. */
export async function forgetRows({ found }: Rows): Promise<void> {
  for (const { records, keys } of found) await records.forget(keys);
}
