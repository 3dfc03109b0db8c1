/** The entry `onceward/fetch`: for the code of durable steps. Apart from `onceward/worker`, so that a tool does not load Temporal. */
export { durableFetch } from './worker/durable-fetch.js';
export { watchChunks, type WatchChunksOptions } from './worker/streams/watch-chunks.js';
