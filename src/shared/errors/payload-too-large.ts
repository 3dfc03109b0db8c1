import type { SizedPath } from '../size/largest-paths.js';
import { OncewardError } from './onceward-error.js';

export interface PayloadTooLargeFields {
  /** What was to be sent: `the input of tool.ocr`. */
  readonly what: string;
  readonly bytes: number;
  readonly limitBytes: number;
  /** Where the bytes are, the largest first. */
  readonly paths: readonly SizedPath[];
  /** What to do, when it is not to pass an artifact. */
  readonly hint?: string;
}

/** A value is too large to be sent. It was not sent: the run goes on, and its own code may catch this. */
export class PayloadTooLarge extends OncewardError {
  readonly bytes: number;
  readonly limitBytes: number;
  readonly paths: readonly SizedPath[];

  constructor({ what, bytes, limitBytes, paths, hint }: PayloadTooLargeFields) {
    const places = paths.filter(({ path }) => path !== '').map(({ path, bytes: size }) => `${path} ${megabytes(size)}`);
    super({
      code: 'PayloadTooLarge',
      message: `${what} has ${megabytes(bytes)}, more than ${megabytes(limitBytes)}${places.length === 0 ? '' : `: ${places.join(', ')}`}.`,
      hint: hint ?? 'Put the content into an artifact in a durable step (durableContext().artifacts.put) and pass the reference.',
    });
    this.bytes = bytes;
    this.limitBytes = limitBytes;
    this.paths = paths;
  }

  static override isInstance(error: unknown): error is PayloadTooLarge {
    return OncewardError.hasCode(error, 'PayloadTooLarge');
  }
}

/** A size as messages have it. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(2)} MB`;
}
