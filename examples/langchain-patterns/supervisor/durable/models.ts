import { ChatOpenAI } from '@langchain/openai';

export const supervisor = new ChatOpenAI({ model: 'gpt-5' });
export const helper = new ChatOpenAI({ model: 'gpt-5-mini' });
