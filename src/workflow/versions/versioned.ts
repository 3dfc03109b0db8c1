import { deprecatePatch, patched, workflowInfo } from '@temporalio/workflow';
import { ChangeRefused } from '../../shared/errors/change-refused.js';
import { nearestName } from '../../shared/options/nearest-name.js';
import { concerns, type ChangeDefinition, type Changes } from '../../shared/versions/change.js';
import { patchIdOf } from '../../shared/versions/patch-id.js';
import { runDecision } from './run-changes.js';

/** The changes that code may still use: those that are not removed. */
export type UsableChange<Defined extends Changes> = {
  [Id in keyof Defined & string]: Defined[Id]['state'] extends 'removed' ? never : Id;
}[keyof Defined & string];

/** Both paths of a change that is active; only the new one of a change that is deprecated. */
export type ChangeBranches<State, Before, After> = State extends 'active'
  ? { readonly before: () => Before; readonly after: () => After }
  : { readonly after: () => After; readonly before?: never };

/**
 * Takes the path of a change that this run has to take, and gives what the path gives. On Temporal's `patched` and `deprecatePatch`.
 *
 * With scope `run`, the run's start decided: a run that began before the change was deployed takes `before` to its end, in loops, in `gather`
 * and after a replay, wherever it stands. With scope `step`, such a run takes `after` from the first use that it had not reached yet; once it
 * has, always.
 *
 * A child workflow and a run after `continueAsNew` begin anew, and decide anew.
 *
 * @throws ChangeRefused when the change is not defined, was removed, misses a path that its state demands, or is not for this workflow type
 * @example
 * ```ts
 * const found = await versioned(changes, 'use-reranker', {
 *   before: () => search(question),
 *   after: async () => rerank(await search(question)),
 * });
 * ```
 */
export function versioned<Defined extends Changes, Id extends UsableChange<Defined>, After, Before = never>(
  changes: Defined,
  id: Id,
  branches: ChangeBranches<Defined[Id]['state'], Before, After>,
): Before | After {
  const { before, after } = branches;
  const change = definitionOf(changes, id);
  if (change.state === 'active' && before === undefined) throw withoutBefore(id);
  return takesNewPath(id, change) || before === undefined ? after() : before();
}

function definitionOf(changes: Changes, id: string): ChangeDefinition {
  const change = Object.hasOwn(changes, id) ? changes[id] : undefined;
  if (change === undefined) {
    const near = nearestName(id, Object.keys(changes));
    const hint = near === undefined ? 'Add it to defineChanges().' : `Did you mean '${near}'?`;
    throw new ChangeRefused({ change: id, problem: 'is not defined', hint });
  }
  if (change.state === 'removed') {
    const hint = 'Call the code of its new path directly. For another change, take another id: this one stands in histories.';
    throw new ChangeRefused({ change: id, problem: 'was removed, and is used', hint });
  }
  const { workflowType } = workflowInfo();
  if (concerns(change, workflowType)) return change;
  const problem = `is for the workflows ${change.workflows?.join(', ')}, and ${workflowType} uses it`;
  throw new ChangeRefused({ change: id, problem, hint: `Add '${workflowType}' to its \`workflows\` in defineChanges().` });
}

function withoutBefore(id: string): ChangeRefused {
  const hint =
    'Keep the old path as `before` until `onceward versions status` says that no open run needs it; then make the change deprecated.';
  return new ChangeRefused({ change: id, problem: 'is active, and has no old path', hint });
}

function takesNewPath(id: string, { scope, state }: ChangeDefinition): boolean {
  if (scope === 'step') {
    if (state === 'active') return patched(patchIdOf(id));
    deprecatePatch(patchIdOf(id));
    return true;
  }
  if (state === 'deprecated') return true;
  const decision = runDecision(id);
  if (decision !== undefined) return decision;
  const hint =
    'Define it when a module is loaded that workflow code imports, not inside of a function; and give the plugin to the bundler.';
  throw new ChangeRefused({ change: id, problem: 'was not known when the run started', hint });
}
