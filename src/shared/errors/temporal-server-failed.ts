import { OncewardError } from './onceward-error.js';

/** A Temporal server was found but cannot be used: it did not start, did not answer in time, or its port is taken. */
export class TemporalServerFailed extends OncewardError {
  /** The end of the server's log, when it was started here and wrote one. */
  readonly logTail: string | undefined;

  constructor({ problem, hint, logTail, cause }: { problem: string; hint: string; logTail?: string; cause?: unknown }) {
    const log = logTail ? `\n  The end of its log:\n${logTail.replaceAll(/^/gm, '    ')}` : '';
    super({ code: 'TemporalServerFailed', message: `${problem}.${log}`, hint, cause });
    this.logTail = logTail;
  }

  static override isInstance(error: unknown): error is TemporalServerFailed {
    return OncewardError.hasCode(error, 'TemporalServerFailed');
  }
}
