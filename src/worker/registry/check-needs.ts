import type { ActivityKind } from '../../shared/contract/activity-kind.js';
import type { DurableOptions } from '../../shared/durable/durable-options.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';

/** @throws InvalidOption for what nobody can give, or where nobody can get it */
export function checkNeeds(where: string, kind: ActivityKind, { needs, thread }: DurableOptions<never>): void {
  if (needs === undefined) return;
  const isKnown = Array.isArray(needs) && needs.every((need) => need === 'messages');
  if (isKnown && kind === 'tool' && thread !== true) return;
  const problem = isKnown ? (thread ? 'stands beside `thread: true`' : `is set for a ${kind}`) : `is ${JSON.stringify(needs)}`;
  const hint = "Write needs: ['messages'], for a tool that a model calls and that runs in the main thread.";
  throw new InvalidOption({ where, option: 'needs', problem, hint });
}
