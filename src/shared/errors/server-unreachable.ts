import { OncewardError } from './onceward-error.js';

/** No Temporal server answers where the worker was told to look. */
export class ServerUnreachable extends OncewardError {
  readonly address: string;

  constructor({ address, cause }: { address: string; cause: unknown }) {
    super({
      code: 'ServerUnreachable',
      message: `No Temporal server answers at ${address}.`,
      hint: 'Start one (`temporal server start-dev`), or set TEMPORAL_ADDRESS to the one you use; `npx onceward doctor` looks further.',
      cause,
    });
    this.address = address;
  }

  static override isInstance(error: unknown): error is ServerUnreachable {
    return OncewardError.hasCode(error, 'ServerUnreachable');
  }
}
