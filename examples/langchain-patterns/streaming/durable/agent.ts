import { createAgent } from 'langchain';
import { baker, ovenIs } from './durable.ts';

const agent = createAgent({ model: baker, tools: [ovenIs], systemPrompt: 'You bake.' });

/** Reads what an agent does, step by step. */
export async function followBake(bread: string): Promise<string[]> {
  const steps: string[] = [];
  const stream = await agent.stream({ messages: [{ role: 'user', content: `Bake a ${bread} loaf.` }] }, { streamMode: 'updates' });
  for await (const update of stream) {
    for (const [node, { messages = [] }] of Object.entries(update)) steps.push(`${node}: ${messages.at(-1)?.text}`);
  }
  return steps;
}
