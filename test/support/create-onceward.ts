import type { BlobStore, CallOptions } from 'onceward';
import type { Journal, Ledger, OncewardPlugin } from 'onceward/worker';

/** What `onceward.ts` of a fixture exports: the plugin for its workers and its bundle. */
export type CreateOnceward = (options: {
  readonly defaults: CallOptions;
  readonly journal?: Journal;
  readonly ledger?: Ledger;
  /** @default that of a laptop */
  readonly store?: BlobStore;
}) => OncewardPlugin;
