/** The entry `onceward/stores/s3`: large content in S3, or in anything that speaks it. Needs the package `@aws-sdk/client-s3`. */
export { s3Store, type S3StoreOptions } from './s3/s3-store.js';
