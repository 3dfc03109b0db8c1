import type { ActivityKind } from '../../shared/contract/activity-kind.js';
import type { DurableTag } from '../../shared/durable/durable-tag.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';

/**
 * Refuses `thread` where it means nothing.
 *
 * @throws InvalidOption
 */
export function checkThreadable({ where, tag, kind }: { where: string; tag: DurableTag; kind: ActivityKind }): void {
  const thread: unknown = tag.options.thread;
  if (thread === undefined || thread === false) return;
  const refuse = (problem: string, hint: string): never => {
    throw new InvalidOption({ where, option: 'thread', problem, hint });
  };
  if (thread !== true) refuse(`is ${JSON.stringify(thread)}`, 'Write `thread: true`, or leave it out.');
  if (tag.origin.type === 'remote') refuse('is set for an activity of another worker', 'Leave it out: this worker does not run it.');
  if (tag.origin.type === 'factory') {
    refuse(
      'is set for a factory, whose tool closes over a context',
      'Make the heavy part a durable function of its own, with `thread: true`.',
    );
  }
  if (kind !== 'function' && kind !== 'tool') {
    refuse(
      `is set for a step of kind ${kind}`,
      'Only functions and tools run in threads; a model call waits for its provider and needs none.',
    );
  }
}
