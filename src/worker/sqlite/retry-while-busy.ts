import { setTimeout as sleep } from 'node:timers/promises';

const SQLITE_BUSY = 5;
const MAX_WAIT_MS = 10_000;
const PAUSE_MS = 25;

/** A checkpoint could not finish, because another process still reads what is to go. */
export class StillRead extends Error {
  override readonly name = 'StillRead';
  override readonly message = 'another process still reads it';
}

/** Tries an operation again while another process holds the database locked, for ten seconds at most, without blocking the event loop. */
export async function retryWhileBusy<Value>(operation: () => Promise<Value>): Promise<Value> {
  const deadline = Date.now() + MAX_WAIT_MS;
  for (;;) {
    try {
      return await operation();
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error;
    }
    await sleep(PAUSE_MS);
  }
}

/** SQLite keeps the primary code in the low byte of the extended ones. */
function isBusy(error: unknown): boolean {
  if (error instanceof StillRead) return true;
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === SQLITE_BUSY;
}
