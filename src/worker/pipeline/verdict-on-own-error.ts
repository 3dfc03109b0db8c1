import { OncewardError } from '../../shared/errors/onceward-error.js';
import type { ErrorCode } from '../../shared/errors/error-code.js';
import { StoreUnavailable } from '../../shared/errors/store-unavailable.js';
import { WriteInFlight } from '../../shared/errors/write-in-flight.js';
import type { Verdict } from '../../shared/failures/verdict.js';

const VERDICTS: Partial<Record<ErrorCode, Verdict>> = {
  ToolInputInvalid: { category: 'tool_input_invalid', retryable: false },
  EmbedderMismatch: { category: 'conflict', retryable: false },
  ToolChanged: { category: 'conflict', retryable: false },
  InvalidDurable: { category: 'invalid_request', retryable: false },
  InvalidOption: { category: 'invalid_request', retryable: false },
  UnknownStore: { category: 'invalid_request', retryable: false },
  TenantMismatch: { category: 'permission', retryable: false },
  PayloadCorrupted: { category: 'unprocessable', retryable: false },
  PayloadTooLarge: { category: 'payload_too_large', retryable: false },
  PayloadMissing: { category: 'not_found', retryable: false },
  OriginLost: { category: 'not_found', retryable: false },
  PromptLost: { category: 'not_found', retryable: false },
  StreamStalled: { category: 'timeout', retryable: true, outcomeUnknown: true },
  // Raised before the call only: nothing was paid or done, and the disk may be back in a moment.
  JournalUnavailable: { category: 'server_error', retryable: true },
  LedgerUnavailable: { category: 'server_error', retryable: true },
  LeaseLost: { category: 'conflict', retryable: true, outcomeUnknown: true },
  IdempotencyConflict: { category: 'conflict', retryable: false },
  OutcomeUnknown: { category: 'unknown', retryable: false, outcomeUnknown: true },
};

/** The verdict on an error Onceward raised itself, or undefined for any other. */
export function verdictOnOwnError(error: unknown): Verdict | undefined {
  if (!OncewardError.isInstance(error)) return undefined;
  if (error instanceof WriteInFlight) return { category: 'conflict', retryable: true, retryAfterMs: Math.max(1, error.remainingMs) };
  // A network or a disk may be back in a moment; credentials are not.
  if (StoreUnavailable.isInstance(error)) return { category: error.retryable ? 'server_error' : 'permission', retryable: error.retryable };
  return VERDICTS[error.code];
}
