import { isToolKind, type ActivityKind } from '../../shared/contract/activity-kind.js';
import type { DurableTag } from '../../shared/durable/durable-tag.js';
import { isOutcomeVerifier, SIDE_EFFECTS } from '../../shared/durable/side-effect.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { nearestName } from '../../shared/options/nearest-name.js';

/** Refuses a side effect, or a policy for its unknown outcome, that cannot be kept. */
export function checkSideEffect(where: string, kind: ActivityKind, { options, origin }: DurableTag): void {
  const { sideEffect, onUnknownOutcome } = options;
  // What somebody wrote without types may be anything.
  const stated: unknown = sideEffect;
  const refuse = (option: 'sideEffect' | 'onUnknownOutcome', problem: string, hint: string): never => {
    throw new InvalidOption({ where, option, problem, hint });
  };
  if (sideEffect !== undefined && !SIDE_EFFECTS.includes(sideEffect)) {
    const nearest = nearestName(String(stated), SIDE_EFFECTS);
    refuse(
      'sideEffect',
      `is '${String(stated)}'`,
      nearest === undefined ? `It is one of ${SIDE_EFFECTS.join(', ')}.` : `Did you mean '${nearest}'?`,
    );
  }
  if (sideEffect === 'once' && !isToolKind(kind) && kind !== 'function') {
    refuse(
      'sideEffect',
      `is 'once' for a step of kind ${kind}`,
      'Only tools and functions write. What a model call gave is journaled anyway.',
    );
  }
  if (sideEffect === 'once' && origin.type === 'remote') {
    refuse('sideEffect', "is 'once' for a remote activity, which no ledger of this worker can see", 'Leave it out.');
  }
  if (onUnknownOutcome === undefined) return;
  if (sideEffect !== 'once') refuse('onUnknownOutcome', "is stated without sideEffect: 'once'", "Add sideEffect: 'once', or leave it out.");
  if (onUnknownOutcome !== 'ask' && onUnknownOutcome !== 'retry' && !isOutcomeVerifier(onUnknownOutcome)) {
    refuse('onUnknownOutcome', `is ${JSON.stringify(onUnknownOutcome)}`, "Give 'ask', 'retry', or { verify: async (key, input) => … }.");
  }
}
