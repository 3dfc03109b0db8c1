/** One pass of the extraction with the AI SDK. Runs in the workflow, and just as well without Temporal. */
import { isStepCount, NoObjectGeneratedError, Output, ToolLoopAgent } from 'ai';
import { claimFactsSchemas } from '../scene/claim-facts.ts';
import { INSTRUCTIONS, type ExtractionPass } from '../scene/extraction-passes.ts';
import { lookupCompany } from './lookup-company.ts';
import { model } from './models.ts';

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
