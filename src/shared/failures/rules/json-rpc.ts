import { readNumber } from '../read-property.js';
import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';
import { readWords } from './vague-code.js';

const VERDICTS: ReadonlyMap<number, Verdict> = new Map([
  [-32_700, { category: 'invalid_request', retryable: false }],
  [-32_600, { category: 'invalid_request', retryable: false }],
  [-32_601, { category: 'not_found', retryable: false }],
  [-32_602, { category: 'tool_input_invalid', retryable: false }],
  [-32_603, { category: 'server_error', retryable: true, outcomeUnknown: true }],
  [-32_000, { category: 'network', retryable: true, outcomeUnknown: true }],
  [-32_001, { category: 'timeout', retryable: true, outcomeUnknown: true }],
  [-32_002, { category: 'not_found', retryable: false }],
  [-32_020, { category: 'invalid_request', retryable: false }],
  [-32_021, { category: 'invalid_request', retryable: false }],
  [-32_022, { category: 'invalid_request', retryable: false }],
  [-32_042, { category: 'permission', retryable: false }],
] as const);

/** The form of the request, which no words change. */
const ABOUT_THE_FORM: ReadonlySet<number> = new Set([-32_700, -32_601, -32_602]);

/** Numeric JSON-RPC codes, as MCP clients and servers raise them. Servers choose among those of the transport as they like, and say in words what they mean. */
export const jsonRpc: Rule = (facts) => {
  const code = facts.layers
    .map(({ error }) => readNumber(error, 'code'))
    .find((candidate) => candidate !== undefined && isJsonRpcCode(candidate));
  if (code === undefined) return undefined;
  const told = ABOUT_THE_FORM.has(code) ? undefined : readWords(facts);
  return told ?? VERDICTS.get(code) ?? { category: 'server_error', retryable: true, outcomeUnknown: true };
};

function isJsonRpcCode(code: number): boolean {
  return code >= -32_768 && code <= -32_000;
}
