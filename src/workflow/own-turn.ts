import { condition } from '@temporalio/workflow';

/** How often code that itself waits for conditions gets on before what it was to do counts as not done. */
const ROUNDS = 20;

/**
 * For the handler of an update or signal: lets the workflow's code do all it can with what came along, until `isReady`, and returns in a turn of
 * its own.
 *
 * A worker that takes a run over is given an update before the results that came ahead of it, so the code may be a step short of where it was when the
 * update came. And Temporal looks at conditions right after it handed an update in, and again when all code that was woken has run: what a handler
 * changed the first time would wake the code that waits for it beside the update, and which of the two comes first, the update's completion or
 * the code's next step, would differ in a replay. That run would be stuck.
 */
export async function ownTurn(isReady: () => boolean): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round += 1) {
    let looks = 0;
    await condition(() => (looks += 1) > 1);
    if (isReady()) return true;
  }
  return false;
}
