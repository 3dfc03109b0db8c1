import { openai } from '@ai-sdk/openai';

export const companion = openai('gpt-5-mini');
