import type { WorkflowHandle } from '@temporalio/client';

/** Every payload of a run's history, as bytes. */
export async function historyPayloads(handle: WorkflowHandle): Promise<readonly Uint8Array[]> {
  return bytesIn(await handle.fetchHistory());
}

/** All byte arrays inside a value, however deep. */
export function bytesIn(value: unknown): readonly Uint8Array[] {
  if (value instanceof Uint8Array) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(bytesIn) : [];
}

/** All texts inside a value, however deep, names of fields included. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]);
}
