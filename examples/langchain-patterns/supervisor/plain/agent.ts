import type { BaseMessage } from '@langchain/core/messages';
import { createAgent, tool } from 'langchain';
import { z } from 'zod';
import { helper, supervisor } from './models.ts';
import { permitsFor, priceOf } from './tools.ts';

const treasurer = createAgent({ model: helper, tools: [priceOf], systemPrompt: 'You know what things cost.' });
const clerk = createAgent({ model: helper, tools: [permitsFor], systemPrompt: 'You know what the city allows.' });

const question = z.object({ question: z.string() });

const askTreasurer = tool(async (asked) => lastWords(await treasurer.invoke({ messages: [{ role: 'user', content: asked.question }] })), {
  name: 'askTreasurer',
  description: 'Ask about money',
  schema: question,
});

const askClerk = tool(async (asked) => lastWords(await clerk.invoke({ messages: [{ role: 'user', content: asked.question }] })), {
  name: 'askClerk',
  description: 'Ask about permits',
  schema: question,
});

const planner = createAgent({
  model: supervisor,
  tools: [askTreasurer, askClerk],
  systemPrompt: 'You plan events. Ask your colleagues before you decide.',
});

function lastWords({ messages }: { messages: BaseMessage[] }): string {
  return messages.at(-1)?.text ?? '';
}

/** An agent whose tools are agents, asked at the same time. */
export async function planFair(wish: string): Promise<string> {
  return lastWords(await planner.invoke({ messages: [{ role: 'user', content: wish }] }));
}
