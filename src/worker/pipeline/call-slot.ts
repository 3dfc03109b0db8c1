import type { AttemptSlot } from '../../shared/contract/pipeline.js';
import type { Attempt } from './attempt.js';
import { stepContext } from './context-slot.js';

/** The call itself, as the adapter makes it. */
export const callSlot: AttemptSlot<Attempt> = {
  name: 'call',
  run: ({ perform, input, usage, header, temporal }) =>
    perform({
      input,
      context: stepContext(),
      addUsage: (record) => usage.push({ key: header.key, attempt: temporal.info.attempt, ...record }),
    }),
};
