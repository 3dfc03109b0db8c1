import type { UsageMetadata } from '@langchain/core/messages';
import type { UsageRecord } from '../../../src/shared/contract/usage-record.js';
import { knownTokens } from '../../../src/shared/steps/known-tokens.js';

/** What the provider says an answer used. */
export function tokensOf(usage: Partial<UsageMetadata> = {}): UsageRecord['tokens'] {
  const { input_tokens, output_tokens, input_token_details, output_token_details } = usage;
  return knownTokens({
    input: input_tokens,
    cachedInput: input_token_details?.cache_read,
    cacheWrite: input_token_details?.cache_creation,
    output: output_tokens,
    reasoning: output_token_details?.reasoning,
  });
}
