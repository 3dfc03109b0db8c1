import type { UsageRecord } from '../../../src/shared/contract/usage-record.js';
import { knownTokens } from '../../../src/shared/steps/known-tokens.js';
import type { LanguageModelV4GenerateResult } from './provider-v4.js';

/** What an answer used. */
export function tokensOf({ inputTokens, outputTokens }: LanguageModelV4GenerateResult['usage']): UsageRecord['tokens'] {
  return knownTokens({
    input: inputTokens.total,
    cachedInput: inputTokens.cacheRead,
    cacheWrite: inputTokens.cacheWrite,
    output: outputTokens.total,
    reasoning: outputTokens.reasoning,
  });
}
