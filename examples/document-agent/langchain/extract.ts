/** One pass of the extraction with LangChain. Runs in the workflow, and just as well without Temporal. */
import { createAgent, providerStrategy } from 'langchain';
import { INSTRUCTIONS, type ExtractionPass } from '../scene/extraction-passes.ts';
import { lookupCompany, model } from './steps.ts';

export async function extract({ schema, usesCompanyRegistry }: ExtractionPass, prompt: string): Promise<unknown> {
  const agent = createAgent({
    model,
    systemPrompt: INSTRUCTIONS,
    tools: usesCompanyRegistry ? [lookupCompany] : [],
    responseFormat: providerStrategy(schema),
  });
  try {
    const { structuredResponse } = await agent.invoke({ messages: [{ role: 'user', content: prompt }] }, { recursionLimit: 10 });
    return structuredResponse;
  } catch (error) {
    if (error instanceof Error && error.name === 'StructuredOutputParsingError') return undefined;
    throw error;
  }
}
