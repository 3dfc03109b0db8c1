import type { Json } from '../contract/json.js';
import { errorSlug, type ErrorCode } from './error-code.js';

const BRAND = Symbol.for('onceward.error');
/** The pages of `docs/errors/`, served from the published package itself. */
const DOCS = 'https://unpkg.com/onceward/docs/errors/';

export interface OncewardErrorOptions {
  readonly code: ErrorCode;
  /** What happened, to what, with the values. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  readonly cause?: unknown;
  /** What a program reads of it at the other side of Temporal: the details of the failure that it becomes. */
  readonly details?: Json;
}

/**
 * The base of every error Onceward raises itself. Compare by `code` or with a class's `isInstance`, never with `instanceof`:
 * the brand survives a second copy of the package and the workflow sandbox, and `code` is the `type` of the Temporal failure it becomes.
 *
 * @example
 * ```ts
 * try { await start(); } catch (error) {
 *   if (OncewardError.isInstance(error)) console.error(error.code, error.hint, error.docsUrl);
 * }
 * ```
 */
export class OncewardError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly docsUrl: string;
  readonly details?: Json;
  readonly [BRAND] = true;

  constructor({ code, message, hint, cause, details }: OncewardErrorOptions) {
    super(`${message}\n  ${hint}`, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = hint;
    if (details !== undefined) this.details = details;
    this.docsUrl = `${DOCS}${errorSlug(code)}.md`;
  }

  /** True for any Onceward error, also one from another copy of the package. */
  static isInstance(error: unknown): error is OncewardError {
    return typeof error === 'object' && error !== null && (error as Record<symbol, unknown>)[BRAND] === true;
  }

  /** Whether the error, or one in its chain of causes, carries `code`: as itself, or as the `type` of a Temporal failure. */
  protected static hasCode(error: unknown, code: ErrorCode): boolean {
    const seen = new Set<unknown>();
    for (let current = error; typeof current === 'object' && current !== null && !seen.has(current);) {
      seen.add(current);
      const { code: ownCode, type, cause } = current as { code?: unknown; type?: unknown; cause?: unknown };
      if (ownCode === code || type === code) return true;
      current = cause;
    }
    return false;
  }
}
