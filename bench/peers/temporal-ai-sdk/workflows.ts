/** The bench's agent as the samples of @temporalio/ai-sdk have it: the model by `temporalProvider`, each tool an activity. */
import { temporalProvider } from '@temporalio/ai-sdk/workflow';
import { proxyActivities } from '@temporalio/workflow';
import { isStepCount, tool, ToolLoopAgent } from 'ai';
import { promptOf, type AgentTask } from '../../load/agent-task.ts';
import { INSTRUCTIONS } from '../../load/instructions.ts';
import { TOOL_DESCRIPTIONS, toolInput, type ToolName } from '../../load/office-tools.ts';
import type * as activities from './activities.ts';

const { findDocument } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

const search = (name: ToolName) =>
  tool({ description: TOOL_DESCRIPTIONS[name], inputSchema: toolInput, execute: (input) => findDocument(input) });

const tools = {
  searchHandbook: search('searchHandbook'),
  searchPolicies: search('searchPolicies'),
  searchTickets: search('searchTickets'),
  searchReleases: search('searchReleases'),
  searchContracts: search('searchContracts'),
  searchIncidents: search('searchIncidents'),
};

export async function agent(task: AgentTask): Promise<string> {
  const model = temporalProvider.languageModel('scripted-1');
  const loop = new ToolLoopAgent({ model, instructions: INSTRUCTIONS, tools, stopWhen: isStepCount(task.steps + 1) });
  return (await loop.generate({ prompt: promptOf(task) })).text;
}
