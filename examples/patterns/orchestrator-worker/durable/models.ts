import { openai } from '@ai-sdk/openai';

export const planner = openai('gpt-5');
export const writer = openai('gpt-5-mini');
