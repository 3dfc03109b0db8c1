import { openai } from '@ai-sdk/openai';

export const storyteller = openai('gpt-5-mini');
