/** The document agent with LangChain. */
import { runDocumentAgent, type DocumentAgentInput } from '../document-agent.ts';
import { extract } from './extract.ts';

export const documentAgent = (input: DocumentAgentInput) => runDocumentAgent(extract, input);
