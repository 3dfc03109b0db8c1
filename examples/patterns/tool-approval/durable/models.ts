import { openai } from '@ai-sdk/openai';

export const clerk = openai('gpt-5-mini');
