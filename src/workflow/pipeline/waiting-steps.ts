import { getCurrentDetails, setCurrentDetails } from '@temporalio/workflow';

/** A line a waiting step, by a symbol: two calls of one step may have the same. */
const waiting = new Map<symbol, string>();
let ownDetails = '';

/** Shows a line in the run's current details while `wait` lasts, below what the workflow itself wrote there. */
export async function whileShown<Result>(line: string, wait: () => Promise<Result>): Promise<Result> {
  if (waiting.size === 0) ownDetails = getCurrentDetails();
  const own = Symbol(line);
  waiting.set(own, line);
  show();
  try {
    return await wait();
  } finally {
    waiting.delete(own);
    show();
  }
}

function show(): void {
  setCurrentDetails([ownDetails, ...waiting.values()].filter((line) => line !== '').join('\n\n'));
}
