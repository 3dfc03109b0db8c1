import { ChatOpenAI } from '@langchain/openai';

export const teacher = new ChatOpenAI({ model: 'gpt-5-mini' });
