import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { UnknownOption } from '../../shared/errors/unknown-option.js';
import { nearestName } from '../../shared/options/nearest-name.js';
import type { Changes } from '../../shared/versions/change.js';
import { changeOfPatch } from '../../shared/versions/patch-id.js';
import type { PatchRule } from './compose-patch-activation.js';
import { shareOf } from './share-of.js';

/** Which runs take a change that they have not recorded: none, all, or this share of them, such as `0.1`. */
export type RollOutShare = 'off' | 'on' | number;

/** A run that reaches a change which it has not recorded. */
export interface RollOutQuestion {
  readonly change: string;
  readonly workflowId: string;
  readonly workflowType: string;
}

/** By id of a change; or a function that is asked each time, at once and without waiting, such as for a flag that can be switched while workers run. */
export type RollOut = Readonly<Record<string, RollOutShare>> | ((question: RollOutQuestion) => RollOutShare);

const WHERE = 'new OncewardPlugin(), rollOut';

/**
 * Refuses what is no share, and ids of changes that are not defined.
 *
 * @param changes those of the plugin, when it was given them
 * @throws InvalidOption, UnknownOption
 */
export function checkRollOut(rollOut: RollOut, changes: Changes | undefined): void {
  if (typeof rollOut === 'function') return;
  for (const [change, share] of Object.entries(rollOut)) {
    if (changes !== undefined && !Object.hasOwn(changes, change)) {
      const known = Object.keys(changes);
      throw new UnknownOption({ where: WHERE, option: change, suggestion: nearestName(change, known), known });
    }
    checkShare(change, share);
  }
}

/** Whether new runs may be without the change, as far as can be said: a function may say so at any time. */
export function isHeldBack(rollOut: RollOut | undefined, change: string): boolean {
  if (rollOut === undefined) return false;
  if (typeof rollOut === 'function') return true;
  const share = rollOut[change];
  return share === 'off' || (typeof share === 'number' && share < 1);
}

interface Log {
  warn(message: string): void;
}

/** Holds changes back from the runs that are not to take them yet. What a run has recorded stays as it is: Temporal does not ask again. */
export function rollOutRule(rollOut: RollOut, log?: Log): PatchRule {
  return ({ patchId, workflowInfo: { workflowId, workflowType, root } }) => {
    const change = changeOfPatch(patchId);
    if (change === undefined) return undefined;
    try {
      const share = typeof rollOut === 'function' ? rollOut({ change, workflowId, workflowType }) : rollOut[change];
      if (share === undefined) return undefined;
      checkShare(change, share);
      // By the workflow that all began with, so that a run and its children go together.
      return isTaken(share, change, root?.workflowId ?? workflowId) ? undefined : false;
    } catch (error) {
      // Thrown from here it would fail the workflow task, which Temporal tries again for ever.
      log?.warn(`The roll-out of the change '${change}' cannot be read, so the run '${workflowId}' goes without it: ${String(error)}`);
      return false;
    }
  };
}

function isTaken(share: RollOutShare, change: string, workflowId: string): boolean {
  if (typeof share === 'number') return shareOf(change, workflowId) < share;
  return share === 'on';
}

function checkShare(change: string, share: RollOutShare): void {
  if (share === 'on' || share === 'off' || (typeof share === 'number' && share >= 0 && share <= 1)) return;
  throw new InvalidOption({
    where: WHERE,
    option: change,
    problem: `is ${String(share)}`,
    hint: "Give 'on', 'off', or a share from 0 to 1.",
  });
}
