/** The document agent with LangChain. */
import { createAgent, providerStrategy } from 'langchain';
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
  const agent = createAgent({
    model,
    systemPrompt: INSTRUCTIONS,
    tools: usesCompanyRegistry ? [lookupCompany] : [],
    responseFormat: providerStrategy(claimFactsSchemas[name]),
  });
  try {
    const { structuredResponse } = await agent.invoke({ messages: [{ role: 'user', content: prompt }] }, { recursionLimit: 10 });
    return structuredResponse;
  } catch (error) {
    if (error instanceof Error && error.name === 'StructuredOutputParsingError') return undefined;
    throw error;
  }
}
