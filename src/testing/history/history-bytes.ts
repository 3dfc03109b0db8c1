import type { RawHistory } from './recorded-history.js';

/** A text or a payload of a history, as bytes, and where it stands. */
export interface HistoryBytes {
  readonly where: string;
  readonly bytes: Buffer;
}

/** Everything in a history that can hold a text, however deep; names of fields included. */
export function historyBytes({ events }: RawHistory): readonly HistoryBytes[] {
  return (events ?? []).flatMap((event) =>
    bytesIn(event, []).map(({ path, bytes }) => ({ where: `event ${String(event.eventId)}, ${path}`, bytes })),
  );
}

function bytesIn(value: unknown, path: readonly string[]): { path: string; bytes: Buffer }[] {
  if (value instanceof Uint8Array) return [{ path: path.join('.'), bytes: Buffer.from(value) }];
  if (typeof value === 'string') return [{ path: path.join('.'), bytes: Buffer.from(value) }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const innerPath = [...path, name];
    return [{ path: `${innerPath.join('.')} (name)`, bytes: Buffer.from(name) }, ...bytesIn(inner, innerPath)];
  });
}
