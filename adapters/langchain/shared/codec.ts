/** How messages, settings and answers of LangChain chat models are encoded in a `ModelCall`: stored messages, as rich JSON. */
export const LANGCHAIN_CODEC = 'langchain/v1';
