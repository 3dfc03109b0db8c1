/** The entry `onceward/langchain/worker`: LangChain on the worker's side. Node only. */
export { langchain } from './worker/langchain.js';
