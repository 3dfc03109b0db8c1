import { hasToolCall, isStepCount, tool, ToolLoopAgent, type StopCondition } from 'ai';
import { z } from 'zod';
import { detective } from './models.ts';
import { search } from './tools.ts';

const MOST_TOKENS = 20_000;
/** Nobody runs it: calling it is how the agent says that it is done. */
const accuse = tool({ description: 'Names the culprit', inputSchema: z.object({ who: z.string(), because: z.string() }) });
const tools = { search, accuse };

const isOverBudget: StopCondition<typeof tools> = ({ steps }) =>
  steps.reduce((sum, { usage }) => sum + (usage.totalTokens ?? 0), 0) > MOST_TOKENS;

/** An agent that ends in one of three ways: by an answer in the form of a tool call, after some steps, or when it has cost enough. */
export async function solveCase(story: string): Promise<{ who: string; because: string } | undefined> {
  const agent = new ToolLoopAgent({
    model: detective,
    tools,
    toolChoice: 'required',
    stopWhen: [hasToolCall('accuse'), isStepCount(8), isOverBudget],
  });
  const { toolCalls } = await agent.generate({ prompt: story });
  return toolCalls.find((call) => call.toolName === 'accuse' && !call.dynamic)?.input;
}
