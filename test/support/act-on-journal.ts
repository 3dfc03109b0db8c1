import type { Journal } from '../../src/worker/journal/journal.ts';
import { SAMPLE_RECORD } from '../unit/journal/sample-record.ts';

/** How many keys each process of a race records. */
export const RACED_RECORDS = 300;

/** What a process does with a journal that other processes use too: it records and dies, or records what the others record as well. */
export async function actOnJournal(journal: Journal, what: string, name: string): Promise<void> {
  if (what === 'put-and-die') {
    await journal.put(SAMPLE_RECORD);
    process.kill(process.pid, 'SIGKILL');
  }
  if (what === 'race') {
    const winners: unknown[] = [];
    for (let index = 0; index < RACED_RECORDS; index++) {
      const key = `key-${index}`;
      await journal.put({ ...SAMPLE_RECORD, key, value: name });
      winners.push((await journal.get(key))?.value);
    }
    console.log(JSON.stringify(winners));
  }
  await journal.close();
}
