import type { Json } from '../../../src/shared/contract/json.js';
import type { ModelCall, ModelReply } from '../../../src/shared/contract/prompt-chain.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { withAbortSignal } from '../../../src/workflow/with-abort-signal.js';
import { AI_SDK_CODEC } from '../shared/codec.js';
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4GenerateResult } from '../shared/language-model-v4.js';
import { textOf } from '../shared/text-of.js';
import { refuseHeaders } from './refuse-headers.js';

/** The provider fetches URLs; the sandbox cannot. */
const EVERY_URL = { '*/*': [/.*/] };

/** @internal The stub of a durable AI SDK language model: a model of its own, whose calls are activities. */
export function languageModelStub(entry: DurableEntry): LanguageModelV4 {
  return defineStub(entry, createModel);
}

function createModel(entry: DurableEntry): LanguageModelV4 {
  const { provider, modelId } = entry.description;
  return {
    specificationVersion: 'v4',
    provider: textOf(provider),
    modelId: textOf(modelId),
    supportedUrls: EVERY_URL,
    doGenerate: (options) => withAbortSignal(options.abortSignal, () => generate(entry, options)),
    doStream: () =>
      Promise.reject(
        new InvalidDurable({
          what: `The durable model '${entry.id}'`,
          problem: 'was asked to stream',
          hint: 'Use generateText or a ToolLoopAgent; streaming out of a workflow is not there yet.',
        }),
      ),
  };
}

async function generate(entry: DurableEntry, options: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
  const { prompt, abortSignal: _abortSignal, headers, ...settings } = options;
  refuseHeaders(headers);
  const call: ModelCall = {
    v: 1,
    conversation: 'main',
    parent: null,
    delta: prompt.map(toRichJson),
    settings: { value: toRichJson(settings) },
    codec: AI_SDK_CODEC,
  };
  const reply = (await callDurable({ entry, input: [call as unknown as Json], summary: summaryOf(entry) })) as unknown as ModelReply;
  if (reply.kind !== 'answer') throw new Error(`${entry.activityType} asked for a prompt that it was given.`);
  return fromRichJson(reply.answer) as LanguageModelV4GenerateResult;
}

function summaryOf({ id, description }: DurableEntry): string {
  return `model ${id} · ${textOf(description['modelId'])}`;
}
