import { OncewardError } from './onceward-error.js';

/** A worker process of a test did not get ready, or was not where it should have been killed. */
export class WorkerProcessFailed extends OncewardError {
  /** The end of the process's output. */
  readonly logTail: string;

  constructor({ file, problem, hint, logTail }: { file: string; problem: string; hint: string; logTail: string }) {
    const log = logTail === '' ? '' : `\n  The end of its output:\n${logTail.replaceAll(/^/gm, '    ')}`;
    super({ code: 'WorkerProcessFailed', message: `The worker process ${file} ${problem}.${log}`, hint });
    this.logTail = logTail;
  }

  static override isInstance(error: unknown): error is WorkerProcessFailed {
    return OncewardError.hasCode(error, 'WorkerProcessFailed');
  }
}
