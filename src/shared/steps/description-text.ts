import type { DurableEntry } from './durable-entry.js';

/** A text that the adapter told the stub, such as `modelId`; the entry's id when it told none. */
export function descriptionText({ description, id }: DurableEntry, name: string): string {
  const value = description[name];
  return typeof value === 'string' ? value : id;
}
