import { ToolLoopAgent, type ModelMessage } from 'ai';
import { ask } from './ask.ts';
import { clerk, findOrder, payBack } from './durable.ts';

/** An agent whose larger payments a person has to allow. */
export async function handleComplaint(complaint: string): Promise<string> {
  const agent = new ToolLoopAgent({ model: clerk, instructions: 'You settle complaints.', tools: { findOrder, payBack } });
  const messages: ModelMessage[] = [{ role: 'user', content: complaint }];
  for (;;) {
    const { text, content, responseMessages } = await agent.generate({ messages });
    messages.push(...responseMessages);
    const requests = content.filter((part) => part.type === 'tool-approval-request');
    if (requests.length === 0) return text;
    for (const { approvalId, toolCall } of requests) {
      const approved = await ask(toolCall);
      messages.push({ role: 'tool', content: [{ type: 'tool-approval-response', approvalId, approved }] });
    }
  }
}
