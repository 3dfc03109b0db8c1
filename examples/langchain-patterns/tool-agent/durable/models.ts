import { ChatOpenAI } from '@langchain/openai';

export const concierge = new ChatOpenAI({ model: 'gpt-5-mini' });
