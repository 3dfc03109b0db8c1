import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request that has arrived with its whole body. Of its headers only the idempotency key is kept, so that no secret is ever stored. */
export interface ServiceRequest {
  readonly method: string;
  readonly url: URL;
  readonly idempotencyKey: string | undefined;
  readonly body: string;
  /** SHA-256 of the body's bytes: equal for the same request sent again. */
  readonly fingerprint: string;
}

export async function readServiceRequest(message: IncomingMessage): Promise<ServiceRequest> {
  const body = await text(message);
  return {
    method: message.method ?? 'GET',
    url: new URL(message.url ?? '/', 'http://service'),
    idempotencyKey: message.headers['idempotency-key']?.toString(),
    body,
    fingerprint: createHash('sha256').update(body).digest('hex'),
  };
}

/** The JSON object of a body; undefined when it is anything else. */
export function parseJsonObject(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
