import { OncewardError } from './onceward-error.js';

/** An update for the run of a key that is over: it takes none any more, and a key is for one run. */
export class RunOver extends OncewardError {
  constructor({ workflowId, update }: { workflowId: string; update: string }) {
    super({
      code: 'RunOver',
      message: `The run '${workflowId}' is over, so it takes no update '${update}'. Nothing was started.`,
      hint: 'Look at its result, or give what is new a key of its own.',
    });
  }

  static override isInstance(error: unknown): error is RunOver {
    return OncewardError.hasCode(error, 'RunOver');
  }
}
