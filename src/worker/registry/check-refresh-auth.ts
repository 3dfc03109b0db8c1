import type { DurableTag } from '../../shared/durable/durable-tag.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';

/** @throws InvalidOption for what is no function, or where it could renew nothing */
export function checkRefreshAuth(where: string, { options, origin }: DurableTag): void {
  const { thread } = options;
  const refreshAuth: unknown = options.refreshAuth;
  if (refreshAuth === undefined) return;
  const option = 'refreshAuth';
  if (typeof refreshAuth !== 'function') {
    const hint = 'Give a function that renews what the client reads, such as `async () => { token = await newToken(); }`.';
    throw new InvalidOption({ where, option, problem: `is ${typeof refreshAuth}, not a function`, hint });
  }
  if (origin.type === 'remote') {
    const hint = 'Leave it out: the worker that runs it has the credentials.';
    throw new InvalidOption({ where, option, problem: 'is set for an activity of another worker', hint });
  }
  if (thread === true) {
    const hint = 'Leave one of the two out: a step that waits for an answer needs no thread.';
    throw new InvalidOption({ where, option, problem: 'stands beside `thread: true`, whose credentials are in the thread', hint });
  }
}
