import { OncewardError } from './onceward-error.js';

/**
 * Why there is no fork: there is no such run, or no such step in it; the step lies in a child; the run has no steps of Onceward's; the id is another
 * run's.
 */
export type ForkRefusal = 'unknown-run' | 'unknown-step' | 'in-child' | 'no-steps' | 'id-taken';

/** A run could not be forked, and nothing was started. */
export class ForkRefused extends OncewardError {
  readonly kind: ForkRefusal;
  readonly workflowId: string;

  constructor({ kind, workflowId, reason, hint }: { kind: ForkRefusal; workflowId: string; reason: string; hint: string }) {
    super({ code: 'ForkRefused', message: `The run '${workflowId}' was not forked: ${reason}. Nothing was started.`, hint });
    this.kind = kind;
    this.workflowId = workflowId;
  }

  static override isInstance(error: unknown): error is ForkRefused {
    return OncewardError.hasCode(error, 'ForkRefused');
  }
}
