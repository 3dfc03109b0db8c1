import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import { descriptionText } from '../../../src/shared/steps/description-text.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callModel } from '../../../src/workflow/call-model.js';
import { refuseHeaders } from '../../../src/workflow/refuse-headers.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { withAbortSignal } from '../../../src/workflow/with-abort-signal.js';
import { AI_SDK_CODEC } from '../shared/codec.js';
import { toSentMessage } from '../shared/prompt-message.js';
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4GenerateResult } from '../shared/language-model-v4.js';

/** The provider fetches URLs; the sandbox cannot. */
const EVERY_URL = { '*/*': [/.*/] };

/** @internal The stub of a durable AI SDK language model: a model of its own, whose calls are activities. */
export function languageModelStub(entry: DurableEntry): LanguageModelV4 {
  return defineStub(entry, createModel);
}

function createModel(entry: DurableEntry): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: descriptionText(entry, 'provider'),
    modelId: descriptionText(entry, 'modelId'),
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
  const answer = await callModel(entry, { messages: prompt.map(toSentMessage), settings: toRichJson(settings), codec: AI_SDK_CODEC });
  // Written only when there are any.
  return { warnings: [], ...(fromRichJson(answer) as Omit<LanguageModelV4GenerateResult, 'warnings'>) };
}
