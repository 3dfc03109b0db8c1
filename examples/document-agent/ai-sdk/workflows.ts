/** The document agent with the AI SDK. */
import { isStepCount, NoObjectGeneratedError, Output, ToolLoopAgent } from 'ai';
import { INSTRUCTIONS, runDocumentAgent, type DocumentAgentInput, type DocumentAgentResult } from '../document-agent.ts';
import { claimFactsSchemas } from '../scene/claim-facts.ts';
import type { ExtractionPass } from '../scene/extraction-passes.ts';
import { lookupCompany } from './lookup-company.ts';
import { model } from './models.ts';

export function documentAgent(input: DocumentAgentInput): Promise<DocumentAgentResult> {
  return runDocumentAgent(input, extract);
}

/** One pass, also without Temporal. */
export async function extract({ name, usesCompanyRegistry }: ExtractionPass, prompt: string): Promise<unknown> {
  const agent = new ToolLoopAgent({
    model,
    instructions: INSTRUCTIONS,
    tools: usesCompanyRegistry ? { lookupCompany } : {},
    output: Output.object({ schema: claimFactsSchemas[name] }),
    stopWhen: isStepCount(4),
  });
  try {
    return (await agent.generate({ prompt })).output;
  } catch (error) {
    if (NoObjectGeneratedError.isInstance(error)) return undefined;
    throw error;
  }
}
