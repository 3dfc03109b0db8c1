import { OncewardError } from '../../shared/errors/onceward-error.js';

const BRAND = Symbol.for('onceward.error');

/** An error on its way between threads: structured cloning would lose its name and code. */
export interface TransferredError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly hint?: string;
  readonly docsUrl?: string;
}

export function toTransferred(error: unknown): TransferredError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  const own = OncewardError.isInstance(error) ? { code: error.code, hint: error.hint, docsUrl: error.docsUrl } : {};
  return { name, message, ...(stack !== undefined && { stack }), ...own };
}

export function fromTransferred({ message, ...members }: TransferredError): Error {
  const error = Object.assign(new Error(message), members);
  return 'docsUrl' in members ? Object.assign(error, { [BRAND]: true }) : error;
}
