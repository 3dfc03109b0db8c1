import { canonicalJson } from '../encoding/canonical-json.js';
import { sha256 } from '../encoding/sha256.js';

const KEY_PREFIX = 'ow1_';
const KEY_HEX_CHARACTERS = 32;

/** What makes a step the same step on a retry, a replay, another worker, or after a reset. */
export interface IdempotencyKeyParts {
  /** The Temporal namespace. */
  readonly namespace: string;
  /** The run, as `runScope` names it, or a business key. */
  readonly scope: string;
  readonly step: string;
  /** Which call of this step name in the scope, counted from 0. */
  readonly ordinal: number;
  /** For a tool: the id that the model gave the call. */
  readonly toolCallId?: string;
  /** What the user named the call: it stands for ordinal and tool call id. */
  readonly statedKey?: string;
}

/**
 * The key under which a step's effect happens once: `ow1_` and 128 bits of a sha256 in hex. Persisted, so the same parts give it for ever.
 *
 * @example
 * ```ts
 * idempotencyKey({ namespace: 'default', scope: runScope('order-7', runId), step: 'charge', ordinal: 0 }); // 'ow1_…'
 * ```
 */
export function idempotencyKey({ namespace, scope, step, ordinal, toolCallId, statedKey }: IdempotencyKeyParts): string {
  const call = statedKey === undefined ? [ordinal, toolCallId ?? null] : [{ statedKey }];
  // An array of JSON texts, not joined parts: a separator inside a part cannot shift into its neighbour.
  const text = canonicalJson([KEY_PREFIX, namespace, scope, step, ...call]);
  if (last?.text !== text) last = { text, key: KEY_PREFIX + sha256(text).slice(0, KEY_HEX_CHARACTERS) };
  return last.key;
}

/** A step's key is made for the step, and once more to see whether its header needs to name it. */
let last: { readonly text: string; readonly key: string } | undefined;

/**
 * The scope of one run of a workflow: the same after a reset, another for the next run under the same id.
 *
 * @example
 * ```ts
 * runScope('order/7', '0198c3f0'); // 'run:order%2F7/0198c3f0'
 * ```
 */
export function runScope(workflowId: string, originalExecutionRunId: string): string {
  return `run:${escapeSeparator(workflowId)}/${escapeSeparator(originalExecutionRunId)}`;
}

/**
 * A scope that the user named, in place of the run's: `path` is where in the run the call stands, which stays.
 *
 * @example
 * ```ts
 * businessScope('claim/7', '/gather:0:3'); // 'business:claim%2F7/gather:0:3'
 * ```
 */
export function businessScope(name: string, path = ''): string {
  return `business:${escapeSeparator(name)}${path}`;
}

/** Where in its run a scope stands: what follows `run:<workflow id>/<run id>` or `business:<name>`. */
export function pathInRun(scope: string): string {
  return /^(?:run:[^/]*\/[^/]*|business:[^/]*)((?:\/.*)?)$/s.exec(scope)?.[1] ?? '';
}

/** Where a scope stands within the one that it begins with. */
export function pathWithin(scope: string, outer: string): string {
  return scope === outer || scope.startsWith(`${outer}/`) ? scope.slice(outer.length) : pathInRun(scope);
}

function escapeSeparator(part: string): string {
  return part.replaceAll('%', '%25').replaceAll('/', '%2F');
}
