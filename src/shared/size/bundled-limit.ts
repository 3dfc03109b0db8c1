import { sizeLimitOf, type SizeLimit } from './check-size.js';

/** Put in by the plugin when it makes a bundle: from which size on payloads go to the store of its workers; Infinity when they have none. */
declare const ONCEWARD_OFFLOAD_ABOVE_BYTES: number | undefined;

const WITHOUT_STORE = 'Give the plugin a store, or put the content into an artifact in a durable step and pass the reference.';
const offloadAboveBytes = typeof ONCEWARD_OFFLOAD_ABOVE_BYTES === 'undefined' ? undefined : ONCEWARD_OFFLOAD_ABOVE_BYTES;

/** Whether this is code of a workflow whose workers have no store: whatever it sends has to fit into history. */
export const IS_BUNDLED_WITHOUT_STORE = offloadAboveBytes === Infinity;

/** What the workflows of this bundle may send. */
export const BUNDLED_LIMIT: SizeLimit = sizeLimitOf(offloadAboveBytes, !IS_BUNDLED_WITHOUT_STORE, WITHOUT_STORE);
