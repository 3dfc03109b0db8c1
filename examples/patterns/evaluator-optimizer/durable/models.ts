import { openai } from '@ai-sdk/openai';

export const translator = openai('gpt-5-mini');
export const critic = openai('gpt-5');
