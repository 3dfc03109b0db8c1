import { NotInWorkflow } from '../../shared/errors/not-in-workflow.js';

/** Libraries look for it while they load; whoever calls it learns what to do instead. */
export function fetch(input: unknown): Promise<never> {
  return Promise.reject(new NotInWorkflow({ what: `fetch of ${placeOf(input)} was called` }));
}

/** Without what follows the path: keys stand there. */
function placeOf(input: unknown): string {
  const url = typeof input === 'object' && input !== null && 'url' in input ? input.url : input;
  return String(url).split(/[?#]/)[0] ?? '';
}
