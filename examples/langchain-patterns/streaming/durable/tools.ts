import { tool } from 'langchain';
import { z } from 'zod';

export const ovenIs = tool(async ({ hours }) => `${180 + hours * 10} degrees`, {
  name: 'ovenIs',
  description: 'How hot the oven is after so many hours',
  schema: z.object({ hours: z.number() }),
});
