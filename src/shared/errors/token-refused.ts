import { OncewardError } from './onceward-error.js';

export type TokenRefusal =
  | { readonly kind: 'forged' }
  /** `at`: ISO 8601. */
  | { readonly kind: 'expired'; readonly at: string }
  | { readonly kind: 'other-run'; readonly workflowId: string };

/** A signed link that is not taken: not ours or changed, too old, or for a run that another one took the place of. */
export class TokenRefused extends OncewardError {
  readonly kind: TokenRefusal['kind'];

  constructor(refusal: TokenRefusal) {
    super({
      code: 'TokenRefused',
      message: messageOf(refusal),
      hint: 'Use the newest link you were sent, or ask for another.',
    });
    this.kind = refusal.kind;
  }

  static override isInstance(error: unknown): error is TokenRefused {
    return OncewardError.hasCode(error, 'TokenRefused');
  }
}

function messageOf(refusal: TokenRefusal): string {
  if (refusal.kind === 'expired') return `The link expired at ${refusal.at}.`;
  if (refusal.kind === 'other-run') return `The link is for an earlier run of '${refusal.workflowId}', which is over.`;
  return 'The link was not made here, or it was changed on its way.';
}
