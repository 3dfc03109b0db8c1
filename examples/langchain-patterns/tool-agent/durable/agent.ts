import { createAgent } from 'langchain';
import { breakfast, concierge, freeRooms } from './durable.ts';

const agent = createAgent({
  model: concierge,
  tools: [freeRooms, breakfast],
  systemPrompt: 'You are the concierge of a small hotel. Look up what you need before you answer.',
});

/** An agent that uses its tools as often as it needs, several at once. */
export async function answerGuest(question: string): Promise<string> {
  const { messages } = await agent.invoke({ messages: [{ role: 'user', content: question }] });
  return messages.at(-1)?.text ?? '';
}
