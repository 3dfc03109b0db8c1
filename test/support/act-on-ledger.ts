import type { Ledger, LedgerState } from 'onceward/worker';

/** How many keys each process of a race asks for. */
export const RACED_KEYS = 100;

/** What a process does with a ledger that other processes use too, and mostly does not survive. */
export async function actOnLedger(ledger: Ledger, what: string, name: string): Promise<void> {
  const begin = (key: string, leaseMs: number): Promise<LedgerState> => ledger.begin({ key, fingerprint: 'f00d', owner: name, leaseMs });
  if (what === 'race') {
    const won: string[] = [];
    for (let index = 0; index < RACED_KEYS; index += 1) {
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
}
