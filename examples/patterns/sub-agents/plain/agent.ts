import { tool, ToolLoopAgent } from 'ai';
import { z } from 'zod';
import { editor, researcher } from './models.ts';
import { searchNotes } from './tools.ts';

/** An agent with an agent as its tool: what the second one reads stays out of the first one's conversation. */
export async function writeArticle(subject: string): Promise<string> {
  const research = tool({
    description: 'Has a researcher look into a question',
    inputSchema: z.object({ question: z.string() }),
    execute: async ({ question }, { abortSignal }) => {
      const agent = new ToolLoopAgent({ model: researcher, instructions: 'You answer from the archive only.', tools: { searchNotes } });
      return (await agent.generate({ prompt: question, abortSignal })).text;
    },
  });
  const agent = new ToolLoopAgent({ model: editor, instructions: 'You write short articles.', tools: { research } });
  return (await agent.generate({ prompt: `Write about ${subject}.` })).text;
}
