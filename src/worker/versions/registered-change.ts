import type { ChangeDefinition } from '../../shared/versions/change.js';

/** A change of the workflow code, as a worker knows it. */
export interface RegisteredChange extends ChangeDefinition {
  readonly id: string;
  /** Whether the roll-out keeps it from some new runs, or may do so. */
  readonly heldBack: boolean;
}
