import {
  BinaryPayloadConverter,
  CompositePayloadConverter,
  JsonPayloadConverter,
  UndefinedPayloadConverter,
  type Payload,
  type PayloadConverterWithEncoding,
} from '@temporalio/common';
import type { Json } from '../shared/contract/json.js';
import { fromRichJson, toRichJson } from '../shared/encoding/rich-json.js';
import { utf8Decode, utf8Encode } from '../shared/encoding/utf8.js';
import { mapContent } from '../shared/files/map-content.js';
import { metadataText, textMetadata } from './payload-metadata.js';

/** Readable everywhere: whoever does not know the second name sees bytes as `{ "$bytes": "…" }`. Persisted. */
const METADATA = { encoding: 'json/plain', 'onceward-json': 'rich/1' };

/** JSON in which bytes are base64. Temporal's writes them as an object with a member for each byte, thirteen times their size, and gives that back. */
class RichJsonPayloadConverter implements PayloadConverterWithEncoding {
  readonly encodingType = 'json/plain';
  readonly #plain = new JsonPayloadConverter();

  toPayload(value: unknown): Payload | undefined {
    if (!holdsBytes(value)) return this.#plain.toPayload(value);
    return { metadata: textMetadata(METADATA), data: utf8Encode(JSON.stringify(toRichJson(value))) };
  }

  fromPayload<Value>(payload: Payload): Value {
    if (metadataText(payload, 'onceward-json') === undefined) return this.#plain.fromPayload(payload);
    return fromRichJson(JSON.parse(utf8Decode(payload.data ?? new Uint8Array())) as Json) as Value;
  }
}

/** Temporal's own conversion, but that bytes inside of a value arrive as `Uint8Array`. */
export const richPayloadConverter = new CompositePayloadConverter(
  new UndefinedPayloadConverter(),
  new BinaryPayloadConverter(),
  new RichJsonPayloadConverter(),
);

function holdsBytes(value: unknown): boolean {
  let found = false;
  mapContent(value, {
    bytes(content) {
      found = true;
      return content;
    },
    text: (content) => content,
  });
  return found;
}
