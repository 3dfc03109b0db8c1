import type { Json } from '../contract/json.js';

/** JSON with members. */
export type JsonObject = { [name: string]: Json };

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
