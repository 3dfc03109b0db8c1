import { openai } from '@ai-sdk/openai';

export const embedder = openai.embedding('text-embedding-3-small');
export const librarian = openai('gpt-5-mini');
