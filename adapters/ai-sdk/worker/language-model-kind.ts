import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { DurableKind, StepCall } from '../../../src/worker/adapter.js';
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4GenerateResult } from '../shared/language-model-v4.js';
import { warningsOnRetries } from '../../../src/worker/clients/client-retries.js';
import { AI_SDK_CODEC } from '../shared/codec.js';
import { fromSentMessage } from '../shared/prompt-message.js';
import { tokensOf } from '../shared/tokens-of.js';
import { requireV4 } from './require-v4.js';

const UNKNOWN = 'durable';

/** AI SDK language models. `doGenerate` makes one provider request: the AI SDK's own retries sit above it, in the workflow. */
export const languageModelKind: DurableKind<LanguageModelV4> = {
  kind: 'model',
  codec: AI_SDK_CODEC,
  stub: { module: import.meta.resolve('onceward/ai-sdk/workflow'), export: 'languageModelStub' },
  describe(model, options) {
    const modelId = model?.modelId ?? options.modelId;
    return { provider: model?.provider ?? UNKNOWN, ...(modelId !== undefined && { modelId }) };
  },

  async perform(model, call) {
    requireV4(model);
    const { messages, settings } = await call.prompt();
    const result = await model.doGenerate({
      ...(fromRichJson(settings) as Partial<LanguageModelV4CallOptions>),
      prompt: messages.map((message) => fromRichJson(fromSentMessage(message))) as LanguageModelV4CallOptions['prompt'],
      abortSignal: call.context.signal,
      // For gateways that know it; a provider that does not ignores the header.
      headers: { 'idempotency-key': call.context.idempotencyKey },
    });
    recordUsage(call, model, result);
    return toAnswer(result);
  },

  warnings: warningsOnRetries,
};

/** Without the bodies and headers of request and response: they repeat the prompt, and may hold what must not stand in history. */
function toAnswer({ request: _request, response, warnings, ...result }: LanguageModelV4GenerateResult): Json {
  const { headers: _headers, body: _body, ...metadata } = response ?? {};
  return toRichJson({ ...result, ...(warnings.length > 0 && { warnings }), ...(response !== undefined && { response: metadata }) });
}

function recordUsage(call: StepCall, { provider, modelId }: LanguageModelV4, { usage }: LanguageModelV4GenerateResult): void {
  call.addUsage({ provider, model: modelId, billed: 'yes', tokens: tokensOf(usage) });
}
