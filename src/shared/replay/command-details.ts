import { sha256 } from '../encoding/sha256.js';
import { utf8Decode } from '../encoding/utf8.js';

/** What a command gives, as a hash. Two can be compared where their encodings are the same: a history may have it encrypted. */
export interface CommandInput {
  readonly encodings: string;
  readonly hash: string;
}

interface PayloadLike {
  readonly metadata?: Readonly<Record<string, Uint8Array>> | null;
  readonly data?: Uint8Array | null;
}

/** The same of a command in the sandbox and of its event. */
export function inputOf(payloads: readonly PayloadLike[]): CommandInput {
  const text = (bytes: Uint8Array | null | undefined): string => (bytes ? utf8Decode(bytes) : '');
  const parts = payloads.map(({ metadata, data }) => [text(metadata?.['encoding']), text(data)]);
  return { encodings: parts.map(([encoding]) => encoding).join(' '), hash: sha256(JSON.stringify(parts)) };
}

/** Of Protobuf's duration, whose seconds may be an object: seconds with nine decimals. */
export function durationOf({ seconds, nanos }: { readonly seconds?: unknown; readonly nanos?: number | null }): string {
  return `${Number(seconds ?? 0)}.${String(nanos ?? 0).padStart(9, '0')}`;
}
