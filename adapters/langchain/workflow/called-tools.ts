import type { Json } from '../../../src/shared/contract/json.js';
import { isJsonObject } from '../../../src/shared/encoding/is-json-object.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { presentName } from '../../../src/workflow/former-tools.js';

/** Durable tools by the name that a model is told. */
const byName = new Map<string, DurableEntry>();

type Members = { readonly [name: string]: Json };

export function noteTool(name: string, entry: DurableEntry): void {
  byName.set(name, entry);
}

/** A stored answer for an agent's loop: calls of tools by former names are calls of what the tools are now. */
export function withPresentTools(answer: Json, toldNames: readonly string[]): Json {
  const data = isJsonObject(answer) ? answer['data'] : undefined;
  if (!isJsonObject(answer) || !isJsonObject(data) || !Array.isArray(data['tool_calls'])) return answer;
  const told = new Map(toldNames.map((name) => [name, byName.get(name)] as const));
  const renamed = new Map<string, string>();
  for (const { id, name } of data['tool_calls'].filter(isJsonObject)) {
    if (typeof id !== 'string' || typeof name !== 'string') continue;
    const present = presentName({ name, toolCallId: id }, told);
    if (present !== name) renamed.set(id, present);
  }
  return renamed.size === 0 ? answer : { ...answer, data: renameIn(data, renamed) };
}

/** A message says its calls up to three times: by itself, among its content, and as the provider said them. */
function renameIn(data: Members, renamed: ReadonlyMap<string, string>): Members {
  const { tool_calls: calls = [], content = '', additional_kwargs: kwargs } = data;
  const named = (call: Json): Json => withName(call, renamed);
  const ofProvider =
    isJsonObject(kwargs) && Array.isArray(kwargs['tool_calls']) ? { ...kwargs, tool_calls: kwargs['tool_calls'].map(named) } : kwargs;
  return {
    ...data,
    tool_calls: Array.isArray(calls) ? calls.map(named) : calls,
    content: Array.isArray(content) ? content.map(named) : content,
    ...(ofProvider !== undefined && { additional_kwargs: ofProvider }),
  };
}

function withName(call: Json, renamed: ReadonlyMap<string, string>): Json {
  if (!isJsonObject(call) || typeof call['id'] !== 'string') return call;
  const name = renamed.get(call['id']);
  if (name === undefined) return call;
  const own = call['function'];
  return { ...call, ...('name' in call && { name }), ...(isJsonObject(own) && { function: { ...own, name } }) };
}
