import type { Hash, Json } from '../../shared/contract/json.js';
import type { PinnedConfig } from '../../shared/contract/pinned-config.js';
import { canonicalJson } from '../../shared/encoding/canonical-json.js';
import { sha256 } from '../../shared/encoding/sha256.js';
import type { DurableEntry } from '../../shared/steps/durable-entry.js';
import { FRAMEWORKS } from '../../shared/sandbox-globals.js';

const HEX_CHARACTERS = 16;
/** An agent has few; those that make their instructions anew for each call have no use for what was remembered. */
const MOST_REMEMBERED = 64;

/** What a call asks its model with, in an adapter's encoding. */
export interface AskedWith {
  readonly instructions: readonly string[];
  /** The JSON of its settings. */
  readonly settingsText: string;
  /** What those settings tell the model of each tool. */
  readonly tools: () => Readonly<Record<string, Json>>;
}

const digests = new Map<string, Hash>();
const toolsOf = new Map<string, PinnedConfig['tools']>();

/** The record of it. Each text is hashed once: an agent asks with the same again and again. */
export function toPinnedConfig(
  { id, description: { modelId } }: DurableEntry,
  { instructions, settingsText, tools }: AskedWith,
): PinnedConfig {
  return {
    v: 1,
    frameworks: frameworks(),
    models: [typeof modelId === 'string' ? modelId : id],
    prompt: remembered(digests, instructions.join('\n'), digestOf),
    tools: remembered(toolsOf, settingsText, () => digestsOf(tools())),
  };
}

function digestsOf(tools: Readonly<Record<string, Json>>): PinnedConfig['tools'] {
  const names = Object.keys(tools).toSorted();
  return Object.fromEntries(names.map((name) => [name, digestOf(canonicalJson(tools[name] ?? null))]));
}

/** What the plugin found in the bundle when it made it; nothing where a bundle was made without. */
function frameworks(): PinnedConfig['frameworks'] {
  return (Reflect.get(globalThis, FRAMEWORKS) as PinnedConfig['frameworks'] | undefined) ?? {};
}

function digestOf(text: string): Hash {
  return sha256(text).slice(0, HEX_CHARACTERS);
}

function remembered<Value>(values: Map<string, Value>, text: string, make: (text: string) => Value): Value {
  const known = values.get(text);
  if (known !== undefined) return known;
  if (values.size >= MOST_REMEMBERED) values.clear();
  const made = make(text);
  values.set(text, made);
  return made;
}
