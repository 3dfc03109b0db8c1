import { openai } from '@ai-sdk/openai';

export const editor = openai('gpt-5');
export const researcher = openai('gpt-5-mini');
