import { WorkflowFailedError } from '@temporalio/client';
import { DemoFailed } from './demo-failed.ts';

interface FailedRun {
  readonly claimId: string;
  /** Where the run can be looked at; undefined when the server has no UI. */
  readonly runUrl: string | undefined;
  readonly folder: string;
}

/** What the demo says when its run failed: the reason that the run itself gave, and where to look at it. Other errors stay as they are. */
export function toDemoFailure(error: unknown, { claimId, runUrl, folder }: FailedRun): unknown {
  if (!(error instanceof WorkflowFailedError)) return error;
  const { message } = error.cause ?? error;
  const look = runUrl === undefined ? '' : `\nThe run in the Temporal UI: ${runUrl}`;
  const keep = `The UI ends with the demo; \`temporal server start-dev --db-filename ${folder}/temporal.sqlite\` shows the run again.`;
  return new DemoFailed(`Run ${claimId} failed: ${message}${look}\n${keep}\nThe workers' logs are in ${folder}.`, { cause: error });
}
