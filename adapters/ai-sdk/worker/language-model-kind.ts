import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { DurableKind, StepCall } from '../../../src/worker/adapter.js';
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4GenerateResult } from '../shared/language-model-v4.js';
import { warningsOnRetries } from '../../../src/worker/clients/client-retries.js';
import { AI_SDK_CODEC } from '../shared/codec.js';
import { requireV4 } from './require-v4.js';

const UNKNOWN = 'durable';

/** AI SDK language models. `doGenerate` makes one provider request: the AI SDK's own retries sit above it, in the workflow. */
export const languageModelKind: DurableKind<LanguageModelV4> = {
  kind: 'model',
  codec: AI_SDK_CODEC,
  stub: { module: import.meta.resolve('onceward/ai-sdk/workflow'), export: 'languageModelStub' },
  describe: (model, { modelId }) => ({ provider: model?.provider ?? UNKNOWN, modelId: model?.modelId ?? modelId ?? UNKNOWN }),

  async perform(model, call) {
    requireV4(model);
    const { messages, settings } = await call.prompt();
    const result = await model.doGenerate({
      ...(fromRichJson(settings) as Partial<LanguageModelV4CallOptions>),
      prompt: messages.map(fromRichJson) as LanguageModelV4CallOptions['prompt'],
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
function toAnswer({ request: _request, response, ...result }: LanguageModelV4GenerateResult): Json {
  const { headers: _headers, body: _body, ...metadata } = response ?? {};
  return toRichJson({ ...result, ...(response !== undefined && { response: metadata }) });
}

function recordUsage(call: StepCall, { provider, modelId }: LanguageModelV4, { usage }: LanguageModelV4GenerateResult): void {
  const { inputTokens, outputTokens } = usage;
  call.addUsage({
    provider,
    model: modelId,
    billed: 'yes',
    tokens: known({
      input: inputTokens.total,
      cachedInput: inputTokens.cacheRead,
      cacheWrite: inputTokens.cacheWrite,
      output: outputTokens.total,
      reasoning: outputTokens.reasoning,
    }),
  });
}

/** Without zeros: they say as much as nothing, in every step. */
function known(tokens: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(tokens).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0),
  );
}
