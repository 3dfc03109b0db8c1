import type { BlobStore } from '../shared/artifacts/blob-store.js';
import type { EncryptionOptions } from './encryption/encryption-options.js';

/** What happens to everything that goes into history. Give worker and client the same. */
export interface PayloadOptions {
  /** Where payloads above `offloadAboveBytes` go; history has a reference. */
  readonly store?: BlobStore;
  /** Where references of older runs point to, after a move to another store: only read. @default [] */
  readonly formerStores?: readonly BlobStore[];
  /** Encrypts history with AES-256-GCM, and what the worker keeps beside it. @default not encrypted */
  readonly encryption?: EncryptionOptions;
  /** Compresses payloads above 512 bytes, before they are encrypted. @default not compressed */
  readonly compression?: 'zstd';
  /** The size of a payload, in bytes after compression and encryption, from which it goes to the store. Temporal refuses 2 MiB. @default 131_072 */
  readonly offloadAboveBytes?: number;
}
