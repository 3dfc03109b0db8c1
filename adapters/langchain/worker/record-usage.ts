import type { AIMessage } from '@langchain/core/messages';
import type { Hash } from '../../../src/shared/contract/json.js';
import type { StepCall } from '../../../src/worker/adapter.js';
import { tokensOf } from '../shared/tokens-of.js';

interface Usage {
  readonly provider: string;
  readonly model: string;
  readonly message: AIMessage;
  readonly captured: Hash | undefined;
}

/** Records what the provider says the answer used. */
export function recordUsage(call: StepCall, { provider, model, message, captured }: Usage): void {
  const tokens = tokensOf(message.usage_metadata);
  call.addUsage({ provider, model, tokens, billed: 'yes', ...(captured !== undefined && { captured }) });
}
