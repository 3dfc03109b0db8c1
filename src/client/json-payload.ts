import type { Payload } from '@temporalio/common';
import { decodeBase64, encodeBase64 } from '../shared/encoding/base64.js';

/** A payload as Temporal's web UI and CLI send it to a codec server: bytes as base64. */
export interface JsonPayload {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly data?: string;
}

export function readJsonPayload({ metadata = {}, data = '' }: JsonPayload): Payload {
  const entries = Object.entries(metadata).map(([name, value]) => [name, decodeBase64(value)] as const);
  return { metadata: Object.fromEntries(entries), data: decodeBase64(data) };
}

export function toJsonPayload({ metadata, data }: Payload): JsonPayload {
  const entries = Object.entries(metadata ?? {}).map(([name, value]) => [name, encodeBase64(value)] as const);
  return { metadata: Object.fromEntries(entries), data: encodeBase64(data ?? new Uint8Array()) };
}
