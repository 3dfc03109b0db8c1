import type { UsageMetadata } from '@langchain/core/messages';
import type { UsageRecord } from '../../../src/shared/contract/usage-record.js';

/** What the provider says an answer used, without zeros. */
export function tokensOf(usage: Partial<UsageMetadata> = {}): UsageRecord['tokens'] {
  const { input_tokens, output_tokens, input_token_details, output_token_details } = usage;
  const tokens = {
    input: input_tokens,
    cachedInput: input_token_details?.cache_read,
    cacheWrite: input_token_details?.cache_creation,
    output: output_tokens,
    reasoning: output_token_details?.reasoning,
  };
  return Object.fromEntries(
    Object.entries(tokens).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0),
  );
}
