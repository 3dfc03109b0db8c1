import { OncewardError } from './onceward-error.js';

/** Workflow code did by itself what only activities can do, such as asking a model over the network. */
export class NotInWorkflow extends OncewardError {
  constructor({ what, cause }: { what: string; cause?: unknown }) {
    super({
      code: 'NotInWorkflow',
      message: `${what} in workflow code, which has no network and no environment.`,
      hint:
        'Export the model, tool or function from a durable module, wrapped with durable(...), and import it from there: ' +
        'each call of it is then an activity.',
      ...(cause !== undefined && { cause }),
    });
  }

  static override isInstance(error: unknown): error is NotInWorkflow {
    return OncewardError.hasCode(error, 'NotInWorkflow');
  }
}
