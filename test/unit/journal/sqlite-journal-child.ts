/** A process that writes into a journal that other processes use too: `<what> <file> <name>`. */
import { sqliteJournal } from '../../../src/worker/journal/sqlite-journal.ts';
import { actOnJournal } from '../../support/act-on-journal.ts';

const [, , what = '', file = '', name = ''] = process.argv;
await actOnJournal(sqliteJournal({ file }), what, name);
