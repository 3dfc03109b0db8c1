import { OncewardError } from './onceward-error.js';

/** Encrypted data could not be read with the key of its name. */
export class DecryptionFailed extends OncewardError {
  readonly keyId: string;

  constructor({ keyId, cause }: { keyId: string; cause: unknown }) {
    super({
      code: 'DecryptionFailed',
      message: `Data encrypted with the key '${keyId}' cannot be read with the key that \`encryption.key\` gives for that name.`,
      hint: 'Give every worker and client the same keys under the same names, and keep a former key for as long as its data. If the key is right, the data was changed.',
      cause,
    });
    this.keyId = keyId;
  }

  static override isInstance(error: unknown): error is DecryptionFailed {
    return OncewardError.hasCode(error, 'DecryptionFailed');
  }
}
