import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { createArtifacts, fileStore } from 'onceward/worker';
import type { DocumentAgentResult } from '../document-agent.ts';
import { startDocumentAgent } from '../start-document-agent.ts';
import { answerApprovals } from './answer-approvals.ts';
import type { DemoOptions } from './demo-options.ts';
import { toDemoFailure } from './run-failure.ts';
import { showProgress } from './show-progress.ts';
import type { Surroundings } from './surroundings.ts';

export interface AgentRun {
  readonly handle: WorkflowHandle;
  readonly result: DocumentAgentResult;
  readonly seconds: number;
}

interface RunOptions {
  readonly claimId: string;
  readonly pdfFile: string;
  readonly options: DemoOptions;
  /** What happens to the workers meanwhile. */
  readonly meanwhile?: (() => Promise<void>) | undefined;
}

/** Puts the PDF into the store, starts the agent and follows it to its end. */
export async function runAgent(surroundings: Surroundings, { claimId, pdfFile, options, meanwhile }: RunOptions): Promise<AgentRun> {
  const { client, folder } = surroundings;
  const artifacts = createArtifacts({ store: fileStore({ folder: join(folder, '.onceward', 'artifacts') }) });
  const startedAt = Date.now();
  const handle = await startDocumentAgent(client, artifacts, { claimId, pdfFile, onFailedWrite: options.onFailedWrite });
  const runUrl = surroundings.uiUrl(claimId);
  console.log(`\nRun ${claimId}  ${runUrl ?? ''}`);

  const over = new AbortController();
  const following = [showProgress(handle, over.signal), answerApprovals(handle, options.approve, over.signal)];
  const disturbing = meanwhile?.();
  try {
    const [result] = await Promise.all([handle.result() as Promise<DocumentAgentResult>, disturbing]);
    return { handle, result, seconds: (Date.now() - startedAt) / 1_000 };
  } catch (error) {
    throw toDemoFailure(error, { claimId, runUrl, folder });
  } finally {
    over.abort();
    await Promise.allSettled(following);
    await sleep(0);
  }
}
