/** A process that uses a ledger which other processes use too: `<what> <file> <name>`. */
import { sqliteLedger } from 'onceward/worker';
import { actOnLedger } from '../../support/act-on-ledger.ts';

const [, , what = '', file = '', name = ''] = process.argv;
const ledger = sqliteLedger({ file });
await actOnLedger(ledger, what, name);
await ledger.close();
