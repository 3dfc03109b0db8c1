/** The client's side: puts the PDF into the store and starts the agent. */
import { createReadStream } from 'node:fs';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { Artifacts } from 'onceward';
import type { DocumentAgentInput } from './document-agent.ts';

type Start = Omit<DocumentAgentInput, 'pdf'> & { readonly pdfFile: string };

export async function startDocumentAgent(client: Client, artifacts: Artifacts, { pdfFile, ...input }: Start): Promise<WorkflowHandle> {
  const pdf = await artifacts.put(createReadStream(pdfFile), { mediaType: 'application/pdf' });
  return client.workflow.start('documentAgent', { taskQueue: 'agents', workflowId: input.claimId, args: [{ ...input, pdf }] });
}
