/** A process that uses a ledger which other processes use too: `<what> <file> <name>`. */
import { sqliteLedger, type LedgerState } from 'onceward/worker';

const [, , what = '', file = '', name = ''] = process.argv;
const ledger = sqliteLedger({ file });
const begin = (key: string, leaseMs: number): Promise<LedgerState> => ledger.begin({ key, fingerprint: 'f00d', owner: name, leaseMs });

if (what === 'race') {
  const won: string[] = [];
  for (let index = 0; index < 60; index++) {
    const key = `key-${index}`;
    const state = await begin(key, 60_000);
    if (state.status !== 'new') continue;
    won.push(key);
    await ledger.complete(key, state.fence, { v: 1, value: name });
  }
  console.log(JSON.stringify(won));
}
if (what === 'begin-and-die') {
  await begin('key', 300);
  process.kill(process.pid, 'SIGKILL');
}
if (what === 'complete-and-die') {
  const state = await begin('key', 300);
  if (state.status === 'new') await ledger.complete('key', state.fence, { v: 1, value: name });
  process.kill(process.pid, 'SIGKILL');
}
await ledger.close();
