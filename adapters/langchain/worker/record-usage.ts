import type { AIMessage } from '@langchain/core/messages';
import type { StepCall } from '../../../src/worker/adapter.js';
import { tokensOf } from '../shared/tokens-of.js';

interface Usage {
  readonly provider: string;
  readonly model: string;
  readonly message: AIMessage;
}

/** Records what the provider says the answer used. */
export function recordUsage(call: StepCall, { provider, model, message }: Usage): void {
  call.addUsage({ provider, model, tokens: tokensOf(message.usage_metadata), billed: 'yes' });
}
