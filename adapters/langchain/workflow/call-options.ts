import type { Json } from '../../../src/shared/contract/json.js';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { refuseHeaders } from '../../../src/workflow/refuse-headers.js';

/** What LangGraph and LangChain pass along beside the options of a call: it belongs to the running graph, and no provider reads it. */
const OF_THE_RUN: ReadonlySet<string> = new Set([
  'promptIndex',
  'ls_structured_output_format',
  'config',
  'outputKeys',
  'streamMode',
  'store',
  'writer',
  'interrupt',
  'context',
  'interruptBefore',
  'interruptAfter',
  'checkpointDuring',
  'durability',
  'heartbeat',
  'executionInfo',
  'serverInfo',
  'control',
]);

/**
 * The options of a call that go to the provider, as JSON.
 *
 * @throws InvalidOption for headers: they would stand in history for everybody to read
 */
export function toCallOptions(options: Readonly<Record<string, unknown>>): { readonly [name: string]: Json } {
  refuseHeaders(headersOf(options));
  const own = Object.entries(options).filter(([name]) => !OF_THE_RUN.has(name));
  return toRichJson(Object.fromEntries(own)) as { readonly [name: string]: Json };
}

/** A provider's clients take headers as an option, or inside `options`. */
function headersOf(options: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const nested = (options['options'] ?? {}) as Readonly<Record<string, unknown>>;
  return { ...(options['headers'] as object | undefined), ...(nested['headers'] as object | undefined) };
}
