import { openai } from '@ai-sdk/openai';

export const bookkeeper = openai('gpt-5-mini');
