/** One pass of the extraction with the AI SDK. Runs in the workflow, and just as well without Temporal. */
import { isStepCount, NoObjectGeneratedError, Output, ToolLoopAgent } from 'ai';
import { INSTRUCTIONS, type ExtractionPass } from '../scene/extraction-passes.ts';
import { lookupCompany, model } from './steps.ts';

export async function extract({ schema, usesCompanyRegistry }: ExtractionPass, prompt: string): Promise<unknown> {
  const agent = new ToolLoopAgent({
    model,
    instructions: INSTRUCTIONS,
    tools: usesCompanyRegistry ? { lookupCompany } : {},
    output: Output.object({ schema }),
    stopWhen: isStepCount(4),
  });
  try {
    return (await agent.generate({ prompt })).output;
  } catch (error) {
    if (NoObjectGeneratedError.isInstance(error)) return undefined;
    throw error;
  }
}
