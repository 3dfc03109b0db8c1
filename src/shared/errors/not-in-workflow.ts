import { MAKE_IT_DURABLE } from '../outside/durable-way.js';
import { OncewardError } from './onceward-error.js';

/** Workflow code did by itself what only activities can do, such as asking a model over the network. */
export class NotInWorkflow extends OncewardError {
  constructor({ what, instead = MAKE_IT_DURABLE, cause }: { what: string; instead?: string; cause?: unknown }) {
    super({
      code: 'NotInWorkflow',
      message: `${what} in workflow code, which has no network and no environment.`,
      hint: instead,
      ...(cause !== undefined && { cause }),
    });
  }

  static override isInstance(error: unknown): error is NotInWorkflow {
    return OncewardError.hasCode(error, 'NotInWorkflow');
  }
}
