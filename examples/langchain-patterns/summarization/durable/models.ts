import { ChatOpenAI } from '@langchain/openai';

export const gardener = new ChatOpenAI({ model: 'gpt-5-mini' });
export const scribe = new ChatOpenAI({ model: 'gpt-5-nano' });
