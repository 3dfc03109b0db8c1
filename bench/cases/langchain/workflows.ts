import { createAgent } from 'langchain';
import { promptOf, type AgentTask } from '../../load/agent-task.ts';
import { INSTRUCTIONS } from '../../load/instructions.ts';
import { model, searchContracts, searchHandbook, searchIncidents, searchPolicies, searchReleases, searchTickets } from './steps.ts';

const tools = [searchHandbook, searchPolicies, searchTickets, searchReleases, searchContracts, searchIncidents];

export async function agent(task: AgentTask): Promise<string> {
  const graph = createAgent({ model, systemPrompt: INSTRUCTIONS, tools });
  // Each step visits two nodes of the graph.
  const recursionLimit = 2 * task.steps + 2;
  const { messages } = await graph.invoke({ messages: [{ role: 'user', content: promptOf(task) }] }, { recursionLimit });
  return messages.at(-1)?.text ?? '';
}
