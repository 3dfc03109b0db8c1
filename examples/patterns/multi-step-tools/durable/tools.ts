import { tool } from 'ai';
import { z } from 'zod';

/** Stands for the services of a railway. */
const CONNECTIONS = [
  { from: 'Bern', to: 'Milan', departs: '08:07', euros: 68 },
  { from: 'Bern', to: 'Milan', departs: '11:07', euros: 41 },
];

export const findTrains = tool({
  description: 'Finds direct trains between two cities',
  inputSchema: z.object({ from: z.string(), to: z.string() }),
  execute: async ({ from, to }) => CONNECTIONS.filter((train) => train.from === from && train.to === to),
});

export const weatherIn = tool({
  description: 'The weather of tomorrow in a city',
  inputSchema: z.object({ city: z.string() }),
  execute: async ({ city }) => ({ city, sky: city === 'Milan' ? 'sunny' : 'rain', celsius: 19 }),
});
