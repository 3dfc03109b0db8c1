import { tool } from 'langchain';
import { z } from 'zod';

const BEDS = [
  'The tomatoes in the first bed hang low, and two are split.',
  'Slugs sit under the lettuce.',
  'The beans are dry to the root.',
];

export const lookAtBed = tool(async ({ bed }) => BEDS[bed - 1] ?? 'There is no such bed.', {
  name: 'lookAtBed',
  description: 'What a bed of the garden looks like',
  schema: z.object({ bed: z.number().int() }),
});
