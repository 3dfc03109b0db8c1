import { OncewardError } from './onceward-error.js';

/** There is no Temporal test server that skips time, and none of the ways to get one worked. */
export class TimeSkippingServerNotFound extends OncewardError {
  /** One line for each way that was tried: what it was and why it did not work. */
  readonly tried: readonly string[];

  constructor({ tried }: { tried: readonly string[] }) {
    super({
      code: 'TimeSkippingServerNotFound',
      message: `No Temporal test server that skips time was found. Tried:${tried.map((line) => `\n    - ${line}`).join('')}`,
      hint:
        'Put the program `temporal-test-server` on the PATH, install @temporalio/testing and allow network access so that it can be downloaded, ' +
        'or install Java 11 or newer and Maven so that it can be fetched.',
    });
    this.tried = tried;
  }

  static override isInstance(error: unknown): error is TimeSkippingServerNotFound {
    return OncewardError.hasCode(error, 'TimeSkippingServerNotFound');
  }
}
