import type { Json } from '../../shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../shared/encoding/rich-json.js';
import { holdsBytes, isPlainObject } from '../../shared/files/map-content.js';

/** In rows of journal and ledger. Persisted. */
const RICH = '$rich';

/** A step's value as JSON: a function may give bytes, which a row would turn into something else. */
export function toRecordable(value: Json): Json {
  return holdsBytes(value) || isWrapped(value) ? { [RICH]: toRichJson(value) } : value;
}

/** The value that a row was made of. */
export function fromRecordable(recorded: Json): Json {
  return isWrapped(recorded) ? (fromRichJson(recorded[RICH]) as Json) : recorded;
}

function isWrapped(value: unknown): value is { readonly [RICH]: Json } {
  return isPlainObject(value) && RICH in value && Object.keys(value).length === 1;
}
