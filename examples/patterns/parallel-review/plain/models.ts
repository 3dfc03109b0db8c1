import { openai } from '@ai-sdk/openai';

export const reviewer = openai('gpt-5-mini');
