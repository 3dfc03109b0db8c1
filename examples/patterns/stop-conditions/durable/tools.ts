import { tool } from 'ai';
import { z } from 'zod';

const ROOMS: Readonly<Record<string, string>> = { hall: 'Wet footprints lead to the library.', library: 'A candle is still warm.' };

export const search = tool({
  description: 'Searches a room of the house',
  inputSchema: z.object({ room: z.string() }),
  execute: async ({ room }) => ROOMS[room] ?? 'Nothing.',
});
