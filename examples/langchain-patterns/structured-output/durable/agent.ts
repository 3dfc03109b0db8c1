import { createAgent } from 'langchain';
import { z } from 'zod';
import { secretary, yearOf } from './durable.ts';

const event = z.object({ title: z.string(), date: z.string(), place: z.string().nullable() });

const agent = createAgent({
  model: secretary,
  tools: [yearOf],
  responseFormat: event,
  systemPrompt: 'You put invitations into a calendar.',
});

/** An agent whose last word is an object that fits a schema. */
export async function readInvitation(mail: string): Promise<z.infer<typeof event>> {
  const { structuredResponse } = await agent.invoke({ messages: [{ role: 'user', content: mail }] });
  return structuredResponse;
}
