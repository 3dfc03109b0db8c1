import { openai } from '@ai-sdk/openai';

export const quickModel = openai('gpt-5-mini');
export const thoroughModel = openai('gpt-5');
