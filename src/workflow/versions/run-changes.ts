import { deprecatePatch, patched, workflowInfo } from '@temporalio/workflow';
import { ChangeRefused } from '../../shared/errors/change-refused.js';
import { concerns, type ChangeDefinition, type Changes } from '../../shared/versions/change.js';
import { listenForChanges } from '../../shared/versions/change-listener.js';
import { patchIdOf } from '../../shared/versions/patch-id.js';

const defined = new Map<string, ChangeDefinition>();
const decisions = new Map<string, boolean>();

/** Learns of the changes that modules define while they load. To be called before the user's modules are loaded. */
export function collectChanges(): void {
  listenForChanges((changes: Changes) => {
    for (const [id, change] of Object.entries(changes)) {
      const other = defined.get(id);
      if (other !== undefined && !isSame(other, change)) {
        const hint = 'Define it once, and import it from there; or give one of the two another id, before it is deployed.';
        throw new ChangeRefused({ change: id, problem: 'is defined twice, each time otherwise', hint });
      }
      defined.set(id, change);
    }
  });
}

/**
 * Decides all changes of scope `run`, when the run starts and before any other code of it: the marker of a change that is decided later could not
 * tell a run that began before the deploy from one that began after it. In the order of the ids: in histories the order is fixed.
 */
export function decideRunChanges(): void {
  const { workflowType, unsafe } = workflowInfo();
  for (const [id, change] of [...defined].toSorted(byId)) {
    if (change.scope !== 'run') continue;
    if (change.state === 'active' && concerns(change, workflowType)) decisions.set(id, patched(patchIdOf(id)));
    // On replay it accepts the marker that the run has, if it has one. A new run gets none of what does not concern it.
    else if (unsafe.isReplaying || (change.state === 'deprecated' && concerns(change, workflowType))) deprecatePatch(patchIdOf(id));
  }
}

/** Whether the run takes the new path of a change of scope `run`; undefined when that was not decided at its start. */
export function runDecision(id: string): boolean | undefined {
  return decisions.get(id);
}

function isSame(one: ChangeDefinition, other: ChangeDefinition): boolean {
  return (
    one.scope === other.scope && one.state === other.state && one.since === other.since && String(one.workflows) === String(other.workflows)
  );
}

function byId([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
