import type { RunContext } from '../contract/run-context.js';
import type { DurableOptions } from './durable-options.js';

const DURABLE = Symbol.for('onceward.durable');

/** Where the thing comes from: it exists, is made when first needed, is made per request, or lives on a worker in another language. */
export type DurableOrigin =
  | { readonly type: 'value' }
  | { readonly type: 'lazy'; readonly kind: string; readonly create: (run: RunContext) => unknown }
  | { readonly type: 'factory'; readonly create: (context: never) => unknown; readonly sample: unknown }
  | { readonly type: 'remote'; readonly activityType: string };

/** What `durable()` writes on a thing, for the plugin to find among a module's exports. */
export interface DurableTag {
  readonly v: 1;
  readonly moduleUrl: string;
  readonly prefix?: string;
  readonly options: DurableOptions<never>;
  readonly origin: DurableOrigin;
}

/** Writes the tag on the thing itself, so that it stays what it was everywhere else. */
export function writeDurableTag<T extends object>(target: T, tag: DurableTag): T {
  return Object.defineProperty(target, DURABLE, { value: tag, enumerable: false });
}

/** The tag of a durable thing, or undefined for anything else. */
export function readDurableTag(value: unknown): DurableTag | undefined {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject ? (value as { [DURABLE]?: DurableTag })[DURABLE] : undefined;
}
