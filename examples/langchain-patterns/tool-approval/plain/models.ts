import { ChatOpenAI } from '@langchain/openai';

export const clerk = new ChatOpenAI({ model: 'gpt-5-mini' });
