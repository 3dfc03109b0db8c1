import { openai } from '@ai-sdk/openai';

export const detective = openai('gpt-5-mini');
