import { sleep } from '@temporalio/workflow';
import { NEXT_TRY_HOOK } from '../shared/next-try-hook.js';

/** A wait by `setTimeout` never ends once the run is cancelled, and the run with it; this one ends with the cancellation. */
export function installNextTry(): void {
  Reflect.set(globalThis, Symbol.for(NEXT_TRY_HOOK), (ms: number) => sleep(ms));
}
