import { getCurrentDetails, setCurrentDetails } from '@temporalio/workflow';

/** By a symbol: two calls of one step may have the same line. */
const lines = new Map<symbol, string>();
let ownDetails = '';
let shown = '';

/** Shows a line in the run's current details, below what the workflow itself wrote there, until the returned function is called. No event is written. */
export function showLine(line: string): () => void {
  const own = Symbol(line);
  lines.set(own, line);
  show();
  return () => {
    lines.delete(own);
    show();
  };
}

/** Shows a line while `wait` lasts. */
export async function whileShown<Result>(line: string, wait: () => Promise<Result>): Promise<Result> {
  const hide = showLine(line);
  try {
    return await wait();
  } finally {
    hide();
  }
}

function show(): void {
  const current = getCurrentDetails();
  if (current !== shown) ownDetails = current;
  shown = [ownDetails, ...lines.values()].filter((line) => line !== '').join('\n\n');
  setCurrentDetails(shown);
}
