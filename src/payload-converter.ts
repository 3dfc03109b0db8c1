/** Loaded by Temporal, by its file, in client, worker and sandbox: bytes inside of values stay bytes. */
export { richPayloadConverter as payloadConverter } from './payloads/rich-payload-converter.js';
