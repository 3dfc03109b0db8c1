import { createAgent, toolCallLimitMiddleware } from 'langchain';
import { describeTables, librarian, runQuery } from './durable.ts';

const agent = createAgent({
  model: librarian,
  tools: [describeTables, runQuery],
  middleware: [toolCallLimitMiddleware({ runLimit: 8 })],
  systemPrompt: 'You answer from a database. Look at its tables first. Mend a query that fails, and never change a row.',
});

/** An agent that looks at a database, writes queries, and mends those that fail. */
export async function askLibrary(question: string): Promise<string> {
  const { messages } = await agent.invoke({ messages: [{ role: 'user', content: question }] });
  return messages.at(-1)?.text ?? '';
}
