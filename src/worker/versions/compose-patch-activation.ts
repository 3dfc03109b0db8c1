import type { PatchActivationCallback, PatchActivationInput } from '@temporalio/worker';

/** Decides about patches of its own: true or false. Says undefined of any other. */
export type PatchRule = (input: PatchActivationInput) => boolean | undefined;

/**
 * The one place where it is decided whether a run may take a patch that its history does not have: a rule that says false holds it back, one that
 * says true lets it go. What no rule knows is the user's to decide; without a callback of theirs it goes, as Temporal has it.
 *
 * @returns undefined when there is nothing to decide: Temporal then asks nobody
 */
export function composePatchActivation(
  rules: readonly PatchRule[],
  own: PatchActivationCallback | undefined,
): PatchActivationCallback | undefined {
  if (rules.length === 0) return own;
  return (input) => {
    const answers = rules.map((rule) => rule(input));
    if (answers.includes(false)) return false;
    return answers.includes(true) || (own?.(input) ?? true);
  };
}
