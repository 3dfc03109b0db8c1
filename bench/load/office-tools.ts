import { z } from 'zod';

/** What the six tools say of themselves. */
export const TOOL_DESCRIPTIONS = {
  searchHandbook: 'Searches the handbook of the product and gives the page that fits best. Use it for questions about how a feature works.',
  searchPolicies:
    'Searches the policies of the company, such as those on privacy, refunds and working hours, and gives the one that fits best.',
  searchTickets:
    'Searches the tickets that customers have opened and gives the one that is most alike, with everything that was said in it.',
  searchReleases: 'Searches the notes of all releases and gives those of the release in which a feature came, was changed or was removed.',
  searchContracts: 'Searches the contracts with customers and gives the text of the one that fits best. Personal data is left out of it.',
  searchIncidents:
    'Searches the reports of incidents and gives the one that fits best: what happened, whom it concerned, and what was done.',
} as const;

export type ToolName = keyof typeof TOOL_DESCRIPTIONS;

export const TOOL_NAMES = Object.keys(TOOL_DESCRIPTIONS) as readonly ToolName[];

export const toolInput = z.object({
  query: z.string().describe('What to look for, in a few words. Words that stand close together in the document count more.'),
  document: z.number().describe('The number of the document to begin with. Take the next number to read on where the last answer ended.'),
});
