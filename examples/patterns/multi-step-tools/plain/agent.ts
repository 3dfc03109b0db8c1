import { isStepCount, ToolLoopAgent } from 'ai';
import { travelAgent } from './models.ts';
import { findTrains, weatherIn } from './tools.ts';

/** An agent that asks its tools as often as it needs to, several at once where it likes. */
export async function planTrip(wish: string): Promise<string> {
  const agent = new ToolLoopAgent({
    model: travelAgent,
    instructions: 'You plan trips by train. Look things up before you answer.',
    tools: { findTrains, weatherIn },
    stopWhen: isStepCount(10),
  });
  const { text } = await agent.generate({ prompt: wish });
  return text;
}
