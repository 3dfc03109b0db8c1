import type { Json } from '../../../src/shared/contract/json.js';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';

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
  refuseHeaders(options);
  const own = Object.entries(options).filter(([name]) => !OF_THE_RUN.has(name));
  return toRichJson(Object.fromEntries(own)) as { readonly [name: string]: Json };
}

/** A provider's clients take headers as an option, or inside `options`. */
function refuseHeaders(options: Readonly<Record<string, unknown>>): void {
  const nested = (options['options'] ?? {}) as Readonly<Record<string, unknown>>;
  const names = [options['headers'], nested['headers']].flatMap((headers) => Object.keys(headers ?? {}));
  if (names.length === 0) return;
  throw new InvalidOption({
    where: 'a call of a durable model',
    option: 'headers',
    problem: `sets ${names.join(', ')}, which would be readable in the workflow's history`,
    hint: 'Set headers where the model is made, in its durable module: that code runs in the worker only.',
  });
}
