import { tool } from 'ai';
import { z } from 'zod';

const CHAPTERS = ['A letter comes. '.repeat(40), 'The house stands empty. '.repeat(40), 'The aunt was the writer all along. '.repeat(40)];

export const readChapter = tool({
  description: 'Reads a chapter of the book, counted from 1',
  inputSchema: z.object({ chapter: z.number() }),
  execute: async ({ chapter }) => CHAPTERS[chapter - 1] ?? 'There is no such chapter.',
});
