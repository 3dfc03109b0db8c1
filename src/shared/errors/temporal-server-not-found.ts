import { OncewardError } from './onceward-error.js';

/** No Temporal server is running for us, and none of the ways to get one worked. */
export class TemporalServerNotFound extends OncewardError {
  /** One line for each way that was tried: what it was and why it did not work. */
  readonly tried: readonly string[];

  constructor({ tried }: { tried: readonly string[] }) {
    super({
      code: 'TemporalServerNotFound',
      message: `No Temporal server was found. Tried:${tried.map((line) => `\n    - ${line}`).join('')}`,
      hint:
        'Set TEMPORAL_ADDRESS to a running server (host:port), put the `temporal` command line on the PATH, ' +
        'allow network access so that it can be downloaded, or install Go 1.26 so that it can be built.',
    });
    this.tried = tried;
  }

  static override isInstance(error: unknown): error is TemporalServerNotFound {
    return OncewardError.hasCode(error, 'TemporalServerNotFound');
  }
}
