import type { Hash, Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { CallableKind, StepCall } from '../../../src/worker/adapter.js';
import type { WireExchange } from '../../../src/worker/capture/to-captured-text.js';
import { watchChunks } from '../../../src/worker/streams/watch-chunks.js';
import { warningsOnRetries } from '../../../src/worker/clients/client-retries.js';
import type { CallSettings } from '../shared/call-settings.js';
import { AI_SDK_CODEC } from '../shared/codec.js';
import { fromSentMessage } from '../shared/prompt-message.js';
import { misfitsIn } from '../shared/misfits.js';
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4GenerateResult } from '../shared/provider-v4.js';
import type { StreamedAnswer } from '../shared/streamed-answer.js';
import { tokensOf } from '../shared/tokens-of.js';
import { collectStream } from './collect-stream.js';
import { describeModel } from './describe-model.js';
import { downloadUrls } from './download-urls.js';
import { requireV4 } from './require-v4.js';
import { wireOf } from './wire-of.js';
import { withoutWire } from './without-wire.js';

/** AI SDK language models: one provider request a call. The AI SDK's own retries sit above it, in the workflow. */
export const languageModelKind: CallableKind<LanguageModelV4> = {
  kind: 'model',
  codec: AI_SDK_CODEC,
  stub: { module: import.meta.resolve('onceward/ai-sdk/workflow'), export: 'languageModelStub' },
  describe: describeModel,

  async perform(model, call) {
    requireV4(model);
    const { messages, settings } = await call.prompt();
    const { streams, ...options } = fromRichJson(settings) as CallSettings;
    const prompt = messages.map((message) => fromRichJson(fromSentMessage(message))) as LanguageModelV4CallOptions['prompt'];
    const { signal: abortSignal, idempotencyKey } = call.context;
    const callOptions: LanguageModelV4CallOptions = {
      ...options,
      prompt: await downloadUrls(prompt, model, abortSignal),
      abortSignal,
      // For gateways that know it; a provider that does not ignores the header.
      headers: { 'idempotency-key': idempotencyKey },
    };
    const { answer, wire } = await (streams === true ? answerOfStream(model, callOptions) : answerOf(model, callOptions));
    recordUsage(call, model, { answer, captured: await call.capture?.(wire) });
    return toAnswer(answer, misfitsIn(answer.content, options.tools));
  },

  warnings: warningsOnRetries,
};

type Answer = StreamedAnswer | Omit<LanguageModelV4GenerateResult, 'request'>;

interface Answered {
  readonly answer: Answer;
  readonly wire: WireExchange;
}

async function answerOf(model: LanguageModelV4, options: LanguageModelV4CallOptions): Promise<Answered> {
  const result = await model.doGenerate(options);
  return { answer: withoutWire(result), wire: wireOf(result) };
}

/** A stream that hangs is given up, and its request ended. */
async function answerOfStream(model: LanguageModelV4, options: LanguageModelV4CallOptions): Promise<Answered> {
  const stalled = new AbortController();
  const signals = [options.abortSignal, stalled.signal].filter((signal) => signal !== undefined);
  const { stream, ...result } = await model.doStream({ ...options, abortSignal: AbortSignal.any(signals) });
  const answer = await collectStream(watchChunks(stream, { stop: (reason) => stalled.abort(reason) }));
  return { answer, wire: wireOf(result) };
}

function toAnswer({ warnings = [], ...answer }: Answer, misfits: readonly string[] | undefined): Json {
  return toRichJson({ ...answer, ...(warnings.length > 0 && { warnings }), ...(misfits !== undefined && { misfits }) });
}

interface Recorded {
  readonly answer: Answer;
  readonly captured: Hash | undefined;
}

function recordUsage(call: StepCall, { provider, modelId }: LanguageModelV4, { answer: { usage }, captured }: Recorded): void {
  call.addUsage({ provider, model: modelId, billed: 'yes', tokens: tokensOf(usage), ...(captured !== undefined && { captured }) });
}
