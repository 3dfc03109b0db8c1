import { ChatOpenAI } from '@langchain/openai';

export const copywriter = new ChatOpenAI({ model: 'gpt-5-mini' });
export const judge = new ChatOpenAI({ model: 'gpt-5' });
