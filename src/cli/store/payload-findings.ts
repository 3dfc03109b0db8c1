import type { Payload } from '@temporalio/common';
import { callNameOf, isArtifactReference, type ArtifactReference } from 'onceward';
import type { PayloadReader } from 'onceward/worker';
import { toOneLine } from '../output/one-line.js';
import { HashScanner } from './hash-scanner.js';

/** In these a reference stands as it is. */
const PLAIN_ENCODINGS = new Set(['', 'json/plain', 'json/protobuf', 'binary/plain', 'binary/protobuf', 'binary/null']);

/** What payloads and texts refer to. */
export class PayloadFindings {
  readonly scanner = new HashScanner();
  readonly references: ArtifactReference[] = [];
  /** Why payloads cannot be read: an encoding that nobody here knows, or a key that is missing. */
  readonly unreadable = new Set<string>();
  readonly #reader: PayloadReader;

  constructor(reader: PayloadReader) {
    this.#reader = reader;
  }

  /** Every text and every payload in a value, however deep. */
  async visit(value: unknown): Promise<void> {
    if (typeof value === 'string') this.scanner.scanText(value);
    else if (value instanceof Uint8Array) this.scanner.scanText(Buffer.from(value).toString('latin1'));
    else if (isPayload(value)) await this.decode(value);
    else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) await this.visit(inner);
  }

  /** What a payload is when it is decrypted; undefined, and noted, when it cannot be read. */
  async decode(payload: Payload): Promise<Payload | undefined> {
    return this.#note(payload, () => this.#reader.decode(payload));
  }

  /** The same of the bytes under which a payload is in a store. */
  async decodeStored(bytes: Uint8Array): Promise<Payload | undefined> {
    return this.#note(undefined, () => this.#reader.decodeStored(bytes));
  }

  async #note(written: Payload | undefined, read: () => Promise<Payload>): Promise<Payload | undefined> {
    try {
      const payload = await read();
      const encoding = encodingOf(payload);
      if (PLAIN_ENCODINGS.has(encoding)) {
        this.#scan(payload);
        return payload;
      }
      this.unreadable.add(encoding);
    } catch (error) {
      const form = written === undefined ? '' : `${encodingOf(written)}: `;
      this.unreadable.add(toOneLine(form + (error instanceof Error ? error.message : String(error))));
    }
    return undefined;
  }

  #scan(payload: Payload): void {
    const text = Buffer.from(payload.data ?? []).toString();
    this.scanner.scanText(text);
    const call = callNameOf(text);
    if (call !== undefined) this.scanner.found.add(call);
    if (encodingOf(payload).startsWith('json/') && text.includes('"$artifact"')) this.references.push(...referencesIn(JSON.parse(text)));
  }
}

function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && 'data' in value && value.data instanceof Uint8Array;
}

function encodingOf({ metadata }: Payload): string {
  return Buffer.from(metadata?.['encoding'] ?? []).toString();
}

function referencesIn(value: unknown): ArtifactReference[] {
  if (isArtifactReference(value)) return [value];
  if (typeof value === 'string' && value.includes('"$artifact"')) return referencesInText(value);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(referencesIn) : [];
}

/** JSON that was made a text, as a model's tool result is. */
function referencesInText(text: string): ArtifactReference[] {
  try {
    return referencesIn(JSON.parse(text));
  } catch {
    return [];
  }
}
