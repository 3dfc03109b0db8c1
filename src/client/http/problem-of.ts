import { ApprovalRefused, type ApprovalRefusalKind } from '../../shared/errors/approval-refused.js';
import { EventRefused, type EventRefusalKind } from '../../shared/errors/event-refused.js';
import { TokenRefused } from '../../shared/errors/token-refused.js';
import { HttpProblem } from './http-problem.js';

const STATUS_OF: Readonly<Record<ApprovalRefusalKind | EventRefusalKind, number>> = {
  invalid: 400,
  'not-allowed': 403,
  unknown: 404,
  decided: 409,
  received: 409,
  closed: 410,
  'too-large': 413,
  misfit: 422,
  'too-many': 429,
  unreadable: 500,
  'no-worker': 503,
};

/** gRPC's DEADLINE_EXCEEDED and UNAVAILABLE. */
const AWAY: readonly unknown[] = [4, 14];

/** The problem that an error is; undefined for one that whoever serves the handler has to look at. */
export function problemOf(error: unknown): HttpProblem | undefined {
  if (error instanceof HttpProblem) return error;
  if (ApprovalRefused.isInstance(error) || EventRefused.isInstance(error)) {
    const { kind, reason, refusal } = error;
    return new HttpProblem(STATUS_OF[kind], `${capitalise(reason)}.`, refusal);
  }
  if (TokenRefused.isInstance(error)) {
    return new HttpProblem(error.kind === 'forged' ? 401 : 410, error.message.replaceAll(/\n\s*/g, ' '));
  }
  const code = (error as { readonly cause?: { readonly code?: unknown } } | undefined)?.cause?.code ?? (error as { code?: unknown })?.code;
  if (!AWAY.includes(code)) return undefined;
  return new HttpProblem(503, 'The server of the runs cannot be reached. Look whether it was taken before you send it again.');
}

/** A reason may begin with somebody's name, which stays as it is. */
function capitalise(reason: string): string {
  return reason.replace(/^(?:an?|its?|item|no|nothing|the|there|what)\b/, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}
