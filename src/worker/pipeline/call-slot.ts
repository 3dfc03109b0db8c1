import type { AttemptSlot } from '../../shared/contract/pipeline.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import type { Attempt } from './attempt.js';
import { stepContext } from './context-slot.js';

/** The call itself, as the adapter makes it. */
export const callSlot: AttemptSlot<Attempt> = {
  name: 'call',
  run: async (attempt) => {
    const { perform, input, readInput, usage, header, temporal, step, prompt, messages, capture } = attempt;
    return perform({
      input: (await readInput?.()) ?? input,
      prompt: prompt ?? (() => Promise.reject(noPrompt(step.entry.activityType))),
      ...(messages !== undefined && { messages }),
      ...(capture !== undefined && { capture }),
      context: stepContext(),
      prepare: (fn) => prepare(attempt, fn),
      addUsage: (record) => usage.push({ key: header.key, attempt: temporal.info.attempt, ...record }),
    });
  },
};

/** The mark stays when it fails: by it the error is judged. */
async function prepare<Result>(attempt: Attempt, fn: () => Promise<Result>): Promise<Result> {
  attempt.isPreparing = true;
  const result = await fn();
  attempt.isPreparing = false;
  return result;
}

function noPrompt(activityType: string): InvalidDurable {
  return new InvalidDurable({
    what: activityType,
    problem: 'was called with something that is no model call of a version this worker knows',
    hint: 'Call models by their stubs, and run the newest version of Onceward on every worker.',
  });
}
