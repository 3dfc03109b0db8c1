import type { AttemptSlot } from '../../shared/contract/pipeline.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import type { Attempt } from './attempt.js';
import { stepContext } from './context-slot.js';

/** The call itself, as the adapter makes it. */
export const callSlot: AttemptSlot<Attempt> = {
  name: 'call',
  run: async ({ perform, input, readInput, usage, header, temporal, step, prompt, messages }) =>
    perform({
      input: (await readInput?.()) ?? input,
      prompt: prompt ?? (() => Promise.reject(noPrompt(step.entry.activityType))),
      ...(messages !== undefined && { messages }),
      context: stepContext(),
      addUsage: (record) => usage.push({ key: header.key, attempt: temporal.info.attempt, ...record }),
    }),
};

function noPrompt(activityType: string): InvalidDurable {
  return new InvalidDurable({
    what: activityType,
    problem: 'was called with something that is no model call of a version this worker knows',
    hint: 'Call models by their stubs, and run the newest version of Onceward on every worker.',
  });
}
