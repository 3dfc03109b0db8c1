import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callModel } from '../../../src/workflow/call-model.js';
import { refuseHeaders } from '../../../src/workflow/refuse-headers.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { withAbortSignal } from '../../../src/workflow/with-abort-signal.js';
import { AI_SDK_CODEC } from '../shared/codec.js';
import type { CallSettings } from '../shared/call-settings.js';
import { toSentMessage } from '../shared/prompt-message.js';
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
} from '../shared/provider-v4.js';
import type { StreamedAnswer } from '../shared/streamed-answer.js';
import { replayStream } from './replay-stream.js';
import { withPresentTools } from './called-tools.js';
import { namesOfModel } from './names-of-model.js';
import { rememberFailure } from './stream-failure.js';

type GenerateAnswer = Omit<LanguageModelV4GenerateResult, 'warnings'>;

/** What the provider does not fetch, the activity does; the sandbox cannot. */
const EVERY_URL = { '*/*': [/.*/] };

/** @internal The stub of a durable AI SDK language model: a model of its own, whose calls are activities. */
export function languageModelStub(entry: DurableEntry): LanguageModelV4 {
  return defineStub(entry, createModel);
}

function createModel(entry: DurableEntry): LanguageModelV4 {
  return {
    ...namesOfModel(entry),
    supportedUrls: EVERY_URL,
    // `warnings` are written only when there are any.
    doGenerate: async (options) => ({ warnings: [], ...(await ask<GenerateAnswer>(entry, options)) }),
    doStream: async (options) => toStreamResult(await rememberFailure(ask<StreamedAnswer>(entry, options, { streams: true }))),
  };
}

async function ask<Answer extends GenerateAnswer | StreamedAnswer>(
  entry: DurableEntry,
  { prompt, abortSignal, headers, ...options }: LanguageModelV4CallOptions,
  more: Pick<CallSettings, 'streams'> = {},
): Promise<Answer> {
  refuseHeaders(headers);
  const texts = prompt.map((message) => JSON.stringify(toSentMessage(message)));
  const settings = toRichJson({ ...options, ...more });
  const encoded = { texts, settings, instructions: countOfInstructions(prompt), tools: () => toolsIn(settings), codec: AI_SDK_CODEC };
  const answer = fromRichJson(await withAbortSignal(abortSignal, () => callModel(entry, encoded)));
  return withPresentTools(answer as Answer, options.tools);
}

function countOfInstructions(prompt: LanguageModelV4CallOptions['prompt']): number {
  const count = prompt.findIndex(({ role }) => role !== 'system');
  return count === -1 ? prompt.length : count;
}

function toolsIn(settings: Json): Readonly<Record<string, Json>> {
  const { tools = [] } = settings as unknown as { readonly tools?: readonly (Json & { readonly name: string })[] };
  return Object.fromEntries(tools.map((tool) => [tool.name, tool]));
}

/** The answer is here as a whole; its parts come in the order and the pieces in which the provider sent them. */
function toStreamResult(answer: StreamedAnswer): LanguageModelV4StreamResult {
  const parts = replayStream(answer);
  const stream = new ReadableStream<LanguageModelV4StreamPart>({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
  return { stream };
}
