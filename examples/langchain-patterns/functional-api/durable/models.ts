import { ChatOpenAI } from '@langchain/openai';

export const speaker = new ChatOpenAI({ model: 'gpt-5-mini' });
