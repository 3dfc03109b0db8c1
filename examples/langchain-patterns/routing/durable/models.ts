import { ChatOpenAI } from '@langchain/openai';

export const quickModel = new ChatOpenAI({ model: 'gpt-5-mini' });
export const thoroughModel = new ChatOpenAI({ model: 'gpt-5' });
