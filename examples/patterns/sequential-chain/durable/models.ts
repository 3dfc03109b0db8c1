import { openai } from '@ai-sdk/openai';

export const copywriter = openai('gpt-5-mini');
