import type { AIMessage } from '@langchain/core/messages';
import type { StepCall } from '../../../src/worker/adapter.js';

interface Usage {
  readonly provider: string;
  readonly model: string;
  readonly message: AIMessage;
}

/** Records what the provider says the answer used. */
export function recordUsage(call: StepCall, { provider, model, message }: Usage): void {
  const { input_tokens, output_tokens, input_token_details, output_token_details } = message.usage_metadata ?? {};
  const tokens = {
    input: input_tokens,
    cachedInput: input_token_details?.cache_read,
    cacheWrite: input_token_details?.cache_creation,
    output: output_tokens,
    reasoning: output_token_details?.reasoning,
  };
  const known = Object.entries(tokens).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0);
  call.addUsage({ provider, model, tokens: Object.fromEntries(known), billed: 'yes' });
}
