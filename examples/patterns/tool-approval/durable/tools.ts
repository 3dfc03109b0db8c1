import { tool } from 'ai';
import { z } from 'zod';

export const findOrder = tool({
  description: 'Finds an order by its number',
  inputSchema: z.object({ order: z.string() }),
  execute: async ({ order }) => ({ order, item: 'Kettle', euros: 249, arrived: 'broken' }),
});

export const payBack = tool({
  description: 'Pays money back to the customer of an order',
  inputSchema: z.object({ order: z.string(), euros: z.number() }),
  needsApproval: ({ euros }) => euros > 100,
  execute: async ({ order, euros }) => ({ paid: euros, receipt: `R-${order}` }),
});
