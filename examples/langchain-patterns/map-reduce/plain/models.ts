import { ChatOpenAI } from '@langchain/openai';

export const cook = new ChatOpenAI({ model: 'gpt-5-mini' });
