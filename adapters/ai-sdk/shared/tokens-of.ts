import type { UsageRecord } from '../../../src/shared/contract/usage-record.js';
import type { LanguageModelV4GenerateResult } from './language-model-v4.js';

/** What an answer used, without zeros: they say as much as nothing, in every step. */
export function tokensOf({ inputTokens, outputTokens }: LanguageModelV4GenerateResult['usage']): UsageRecord['tokens'] {
  const tokens = {
    input: inputTokens.total,
    cachedInput: inputTokens.cacheRead,
    cacheWrite: inputTokens.cacheWrite,
    output: outputTokens.total,
    reasoning: outputTokens.reasoning,
  };
  return Object.fromEntries(
    Object.entries(tokens).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0),
  );
}
