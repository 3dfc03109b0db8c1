import { OncewardError } from './onceward-error.js';

/** Temporal's External Storage does not work in this installation. */
export class ExternalStorageBroken extends OncewardError {
  readonly problem: string;

  constructor({ problem, cause }: { problem: string; cause: unknown }) {
    super({
      code: 'ExternalStorageBroken',
      message: `Temporal's External Storage fails in this installation: ${problem}.`,
      hint: 'Most often protobufjs is installed twice: run npm install protobufjs@^8.7.1, then npm dedupe. `npx onceward doctor` shows the copies.',
      cause,
    });
    this.problem = problem;
  }

  static override isInstance(error: unknown): error is ExternalStorageBroken {
    return OncewardError.hasCode(error, 'ExternalStorageBroken');
  }
}
