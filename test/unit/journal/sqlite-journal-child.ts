/** A process that writes into a journal that other processes use too: `<what> <file> <name>`. */
import { sqliteJournal } from '../../../src/worker/journal/sqlite-journal.ts';
import { SAMPLE_RECORD } from './sample-record.ts';

const [, , what = '', file = '', name = ''] = process.argv;
const journal = sqliteJournal({ file });

async function race(): Promise<void> {
  const winners: unknown[] = [];
  for (let index = 0; index < 300; index++) {
    const key = `key-${index}`;
    await journal.put({ ...SAMPLE_RECORD, key, value: name });
    winners.push((await journal.get(key))?.value);
  }
  console.log(JSON.stringify(winners));
}

if (what === 'put-and-die') {
  await journal.put(SAMPLE_RECORD);
  process.kill(process.pid, 'SIGKILL');
}
if (what === 'race') await race();
await journal.close();
