import { ChatOpenAI } from '@langchain/openai';

export const librarian = new ChatOpenAI({ model: 'gpt-5-mini' });
