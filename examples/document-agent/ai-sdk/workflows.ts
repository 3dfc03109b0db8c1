/** The document agent with the AI SDK. */
import { runDocumentAgent, type DocumentAgentInput, type DocumentAgentResult } from '../document-agent.ts';
import { extract } from './extract.ts';

export function documentAgent(input: DocumentAgentInput): Promise<DocumentAgentResult> {
  return runDocumentAgent(input, extract);
}
