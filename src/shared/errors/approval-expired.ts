import { OncewardError } from './onceward-error.js';

/** Nobody answered an approval in time, and its `onExpire` is 'fail'. */
export class ApprovalExpired extends OncewardError {
  constructor({ id, title }: { id: string; title: string }) {
    super({
      code: 'ApprovalExpired',
      message: `Nobody answered '${title}' (${id}) in time.`,
      hint: "Start the run again, or state what silence means: onExpire: 'approve' or 'reject'.",
    });
  }

  static override isInstance(error: unknown): error is ApprovalExpired {
    return OncewardError.hasCode(error, 'ApprovalExpired');
  }
}
