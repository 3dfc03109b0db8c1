import { ApprovalRefused, type ApprovalRefusal, type ApprovalRefusalKind } from '../../../shared/errors/approval-refused.js';
import { TokenRefused } from '../../../shared/errors/token-refused.js';

/** Why a request is not served: a status, and a sentence for whoever sent it. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  /** What a program can read of it. */
  readonly refusal: Partial<ApprovalRefusal> | undefined;

  constructor(status: number, message: string, refusal?: Partial<ApprovalRefusal>) {
    super(message);
    this.status = status;
    this.refusal = refusal;
  }
}

const STATUS_OF: Readonly<Record<ApprovalRefusalKind, number>> = {
  invalid: 400,
  'not-allowed': 403,
  unknown: 404,
  decided: 409,
  closed: 410,
  unreadable: 500,
  'no-worker': 503,
};

/** gRPC's DEADLINE_EXCEEDED and UNAVAILABLE. */
const AWAY: readonly unknown[] = [4, 14];

/** The problem that an error is; undefined for one that whoever serves the handler has to look at. */
export function problemOf(error: unknown): HttpProblem | undefined {
  if (error instanceof HttpProblem) return error;
  if (ApprovalRefused.isInstance(error)) {
    const { kind, reason } = error;
    return new HttpProblem(STATUS_OF[kind], `${capitalise(reason)}.`, error.refusal);
  }
  if (TokenRefused.isInstance(error)) {
    return new HttpProblem(error.kind === 'forged' ? 401 : 410, error.message.replaceAll(/\n\s*/g, ' '));
  }
  const code = (error as { readonly cause?: { readonly code?: unknown } } | undefined)?.cause?.code ?? (error as { code?: unknown })?.code;
  if (!AWAY.includes(code)) return undefined;
  return new HttpProblem(503, 'The server of the runs cannot be reached. Look whether the request still waits before you answer again.');
}

/** A reason may begin with somebody's name, which stays as it is. */
function capitalise(reason: string): string {
  return reason.replace(/^(?:an?|its?|item|no|nothing|the|there|what)\b/, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}
