import { ChatOpenAI } from '@langchain/openai';

export const secretary = new ChatOpenAI({ model: 'gpt-5-mini' });
