import { isStepCount, ToolLoopAgent } from 'ai';
import { promptOf, type AgentTask } from '../../load/agent-task.ts';
import { INSTRUCTIONS } from '../../load/instructions.ts';
import { model, searchContracts, searchHandbook, searchIncidents, searchPolicies, searchReleases, searchTickets } from './steps.ts';

const tools = { searchHandbook, searchPolicies, searchTickets, searchReleases, searchContracts, searchIncidents };

export async function agent(task: AgentTask): Promise<string> {
  const loop = new ToolLoopAgent({ model, instructions: INSTRUCTIONS, tools, stopWhen: isStepCount(task.steps + 1) });
  return (await loop.generate({ prompt: promptOf(task) })).text;
}
