import { tool } from 'langchain';
import { z } from 'zod';

const PRICES: Readonly<Record<string, number>> = { stage: 450, tent: 120, band: 300 };

export const priceOf = tool(async ({ what }) => `${what}: ${PRICES[what] ?? 'unknown'}`, {
  name: 'priceOf',
  description: 'What it costs to rent something',
  schema: z.object({ what: z.string() }),
});

export const permitsFor = tool(async ({ street }) => `${street} may be closed from 10 to 18 o'clock.`, {
  name: 'permitsFor',
  description: 'What the city allows in a street',
  schema: z.object({ street: z.string() }),
});
