import { isStepCount, pruneMessages, tool, ToolLoopAgent } from 'ai';
import { z } from 'zod';
import { companion, readChapter } from './durable.ts';

/** A reader that takes notes, and is then shown its notes and the last chapter in place of everything it has read. */
export async function retellBook(wish: string): Promise<{ text: string; notes: string[] }> {
  const notes: string[] = [];
  const takeNote = tool({
    description: 'Notes something to remember',
    inputSchema: z.object({ note: z.string() }),
    execute: async ({ note }) => `That makes ${notes.push(note)}.`,
  });
  const agent = new ToolLoopAgent({
    model: companion,
    tools: { readChapter, takeNote },
    stopWhen: isStepCount(20),
    prepareStep: ({ messages }) => ({
      instructions: ['You read a book, one chapter at a time, and note what happens.', ...notes].join('\n- '),
      messages: pruneMessages({ messages, toolCalls: 'before-last-2-messages' }),
    }),
  });
  const { text } = await agent.generate({ prompt: wish });
  return { text, notes };
}
