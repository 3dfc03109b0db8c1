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
import { BUNDLED_LIMIT, IS_BUNDLED_WITHOUT_STORE } from '../shared/size/bundled-limit.js';
import { checkSize } from '../shared/size/check-size.js';
import { holdsBytes } from '../shared/files/map-content.js';
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
class RichPayloadConverter extends CompositePayloadConverter {
  constructor() {
    super(new UndefinedPayloadConverter(), new BinaryPayloadConverter(), new RichJsonPayloadConverter());
  }

  /** In a workflow without a store this is the last to see what no interceptor does, such as a memo. It throws where the value was given. */
  override toPayload<Value>(value: Value, ...rest: unknown[]): Payload {
    const payload = (super.toPayload as (value: Value, ...rest: unknown[]) => Payload).call(this, value, ...rest);
    if (IS_BUNDLED_WITHOUT_STORE && (payload.data?.length ?? 0) > BUNDLED_LIMIT.limitBytes) checkSize('A value', [value], BUNDLED_LIMIT);
    return payload;
  }
}

export const richPayloadConverter = new RichPayloadConverter();
