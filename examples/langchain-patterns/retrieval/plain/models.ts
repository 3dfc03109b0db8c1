import { ChatOpenAI } from '@langchain/openai';

export const caretaker = new ChatOpenAI({ model: 'gpt-5-mini' });
