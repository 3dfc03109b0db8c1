import { tool } from 'ai';
import { z } from 'zod';

export const rollDice = tool({
  description: 'Rolls a dice',
  inputSchema: z.object({ sides: z.number() }),
  execute: async ({ sides }) => Math.min(sides, 4),
});
