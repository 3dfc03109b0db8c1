import { fileStore } from 'onceward/worker';

/** The same for workers and clients. On several machines: `s3Store` of `onceward/stores/s3`. */
export const store = fileStore({ folder: '.onceward/artifacts' });
