import { createAgent, summarizationMiddleware } from 'langchain';
import { gardener, lookAtBed, scribe } from './durable.ts';

const agent = createAgent({
  model: gardener,
  tools: [lookAtBed],
  systemPrompt: 'You look after a garden, one bed after the other.',
  middleware: [summarizationMiddleware({ model: scribe, trigger: { messages: 5 }, keep: { messages: 2 } })],
});

/** An agent whose conversation is summed up by another model when it gets long. */
export async function tendGarden(wish: string): Promise<string> {
  const { messages } = await agent.invoke({ messages: [{ role: 'user', content: wish }] });
  return messages.at(-1)?.text ?? '';
}
