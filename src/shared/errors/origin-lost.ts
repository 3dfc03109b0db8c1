import { OncewardError } from './onceward-error.js';

/** The run that this one was forked from has no history any longer, so its answers cannot be taken. */
export class OriginLost extends OncewardError {
  readonly workflowId: string;
  readonly runId: string;

  constructor({ workflowId, runId }: { workflowId: string; runId: string }) {
    super({
      code: 'OriginLost',
      message: `The run '${workflowId}' (${runId}) that this one was forked from is gone, and its answers with it. Nothing was called.`,
      hint: 'Keep a run until its forks are past the place that they were made at. To pay for everything anew, start the workflow as any other.',
    });
    this.workflowId = workflowId;
    this.runId = runId;
  }

  static override isInstance(error: unknown): error is OriginLost {
    return OncewardError.hasCode(error, 'OriginLost');
  }
}
