import type { BaseLanguageModelInput, StructuredOutputMethodOptions } from '@langchain/core/language_models/base';
import { BaseChatModel, type BindToolsInput } from '@langchain/core/language_models/chat_models';
import { assembleStructuredOutputPipeline } from '@langchain/core/language_models/structured_output';
import { convertToChunk, type AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import type { Runnable, RunnableConfig } from '@langchain/core/runnables';
import { descriptionText } from '../../../src/shared/steps/description-text.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { withAbortSignal } from '../../../src/workflow/with-abort-signal.js';
import type { ConfigurableFields } from '../shared/configurable-fields.js';
import { toBoundTool } from '../shared/bound-tool.js';
import { callChatModel, type ChatCallOptions } from './call-chat-model.js';
import { configuredFields } from './configured-fields.js';
import { createStructuredParser, toStructuredSettings, type OutputSchema } from './structured-output.js';

const UNKNOWN = 'durable';

/** @internal The stub of a durable LangChain chat model: a chat model of its own, whose calls are activities. */
export function chatModelStub(entry: DurableEntry): BaseChatModel {
  return defineStub(entry, (own) => new DurableChatModel(own));
}

type StructuredRunnable<Output> = Runnable<BaseLanguageModelInput, Output> &
  Runnable<BaseLanguageModelInput, { raw: BaseMessage; parsed: Output }>;

class DurableChatModel extends BaseChatModel<ChatCallOptions> {
  /** Where LangChain's models keep their name. */
  readonly model: string;
  readonly #entry: DurableEntry;
  /** The base class asks for the type before this class has its fields. */
  readonly #type?: string;

  constructor(entry: DurableEntry) {
    super({ maxRetries: 0 });
    this.#entry = entry;
    this.model = descriptionText(entry, 'modelId');
    this.#type = descriptionText(entry, 'type');
  }

  override get profile(): BaseChatModel['profile'] {
    return { ...(this.#entry.description['profile'] as BaseChatModel['profile']) };
  }

  override getName(): string {
    return descriptionText(this.#entry, 'name');
  }

  override _llmType(): string {
    return #type in this ? (this.#type ?? UNKNOWN) : UNKNOWN;
  }

  override bindTools(tools: BindToolsInput[], options?: Partial<ChatCallOptions>): Runnable<BaseLanguageModelInput, AIMessageChunk> {
    return this.withConfig({ ...options, tools: tools.map(toBoundTool) });
  }

  override withStructuredOutput<Output extends Record<string, unknown>>(
    schema: OutputSchema,
    { includeRaw, ...config }: StructuredOutputMethodOptions<boolean> = {},
  ): StructuredRunnable<Output> {
    const model = this.withConfig({ structured: toStructuredSettings(schema, config) });
    const parser = createStructuredParser<Output>(schema);
    return assembleStructuredOutputPipeline(model, parser, includeRaw, 'StructuredOutput') as StructuredRunnable<Output>;
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    const message = await this.#call(messages, options);
    return { generations: [{ text: message.text, message }] };
  }

  /** In one piece: tokens do not pass through a workflow's history. */
  override async *_streamResponseChunks(messages: BaseMessage[], options: this['ParsedCallOptions']): AsyncGenerator<ChatGenerationChunk> {
    const message = await this.#call(messages, options);
    yield new ChatGenerationChunk({ text: message.text, message: convertToChunk(message) });
  }

  /** LangChain keeps what a call configures to itself; of a model that lets it, the fields have to reach the activity. */
  protected override _separateRunnableConfigFromCallOptionsCompat(
    options?: Partial<ChatCallOptions>,
  ): [RunnableConfig, this['ParsedCallOptions']] {
    const [config, parsed] = super._separateRunnableConfigFromCallOptionsCompat(options);
    const fields = this.#entry.description['configurable'] as unknown as ConfigurableFields | undefined;
    const configured = fields && configuredFields(fields, config.configurable ?? {});
    return [config, configured === undefined || Object.keys(configured).length === 0 ? parsed : { ...parsed, configured }];
  }

  #call(messages: readonly BaseMessage[], { signal, ...options }: this['ParsedCallOptions']): Promise<BaseMessage> {
    return withAbortSignal(signal, () => callChatModel(this.#entry, messages, options));
  }
}
