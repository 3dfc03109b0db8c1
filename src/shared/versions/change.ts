/**
 * `run`: a run that is under way when the change is deployed keeps to the old path until its end. `step`: it goes over to the new path at its next
 * use of the change.
 */
export type ChangeScope = 'run' | 'step';

/**
 * `active`: both paths are there. `deprecated`: only the new one; no open run is on the old one any more. `removed`: nothing uses the change any
 * more, and its id is kept so that nobody gives it to another change.
 */
export type ChangeState = 'active' | 'deprecated' | 'removed';

export const CHANGE_SCOPES = ['run', 'step'] as const satisfies readonly ChangeScope[];
export const CHANGE_STATES = ['active', 'deprecated', 'removed'] as const satisfies readonly ChangeState[];

/** A change of workflow code that runs under way have to survive. */
export interface ChangeDefinition {
  /** The day it was written, such as `'2026-11-01'`: how old it is by now. */
  readonly since: string;
  readonly scope: ChangeScope;
  readonly state: ChangeState;
  /**
   * The workflow types whose code uses it. Others do not record it, and `onceward versions status` does not count them.
   * @default all
   */
  readonly workflows?: readonly string[];
}

/** Changes by id, as `defineChanges` gives them. */
export type Changes = Readonly<Record<string, ChangeDefinition>>;

/** Whether a workflow of this type has to do with the change. */
export function concerns({ workflows }: ChangeDefinition, workflowType: string): boolean {
  return workflows === undefined || workflows.includes(workflowType);
}
