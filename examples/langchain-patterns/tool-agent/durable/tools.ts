import { tool } from 'langchain';
import { z } from 'zod';

const ROOMS = [
  { room: '12', view: 'lake', euros: 140 },
  { room: '07', view: 'yard', euros: 90 },
];

export const freeRooms = tool(async ({ from, nights }) => JSON.stringify({ from, nights, rooms: ROOMS }), {
  name: 'freeRooms',
  description: 'The rooms that are free, and what a night costs',
  schema: z.object({ from: z.string(), nights: z.number().int() }),
});

export const breakfast = tool(async ({ guests }) => JSON.stringify({ euros: guests * 18, from: '07:00' }), {
  name: 'breakfast',
  description: 'What breakfast costs a day',
  schema: z.object({ guests: z.number().int() }),
});
