import { openai } from '@ai-sdk/openai';

export const travelAgent = openai('gpt-5-mini');
