import { OncewardError } from '../../shared/errors/onceward-error.js';
import type { ErrorCode } from '../../shared/errors/error-code.js';
import type { Verdict } from '../../shared/failures/verdict.js';

const VERDICTS: Partial<Record<ErrorCode, Verdict>> = {
  ToolInputInvalid: { category: 'tool_input_invalid', retryable: false },
  InvalidDurable: { category: 'invalid_request', retryable: false },
  InvalidOption: { category: 'invalid_request', retryable: false },
  UnknownStore: { category: 'invalid_request', retryable: false },
  TenantMismatch: { category: 'permission', retryable: false },
  PayloadCorrupted: { category: 'unprocessable', retryable: false },
  PayloadMissing: { category: 'not_found', retryable: false },
  StreamStalled: { category: 'timeout', retryable: true, outcomeUnknown: true },
  // Raised before the call only: nothing was paid, and the disk may be back in a moment.
  JournalUnavailable: { category: 'server_error', retryable: true },
};

/** The verdict on an error Onceward raised itself, or undefined for any other. */
export function verdictOnOwnError(error: unknown): Verdict | undefined {
  return OncewardError.isInstance(error) ? VERDICTS[error.code] : undefined;
}
