/** The entry `onceward/ai-sdk/worker`: the AI SDK on the worker's side. Node only. */
export { aiSdk } from './worker/ai-sdk.js';
