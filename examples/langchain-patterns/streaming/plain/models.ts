import { ChatOpenAI } from '@langchain/openai';

export const baker = new ChatOpenAI({ model: 'gpt-5-mini' });
