import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessage, BaseMessage } from '@langchain/core/messages';
import { fromBoundTool } from '../shared/bound-tool.js';
import { PARSED, type ChatSettings, type StructuredSettings } from '../shared/chat-settings.js';
import { schemaStandIn } from './schema-stand-in.js';
import { isConfigurable } from './configurable-model.js';
import { zodStandIn } from './zod-stand-in.js';
import { withoutRetries } from './without-retries.js';

interface ChatCall {
  readonly messages: BaseMessage[];
  readonly settings: ChatSettings;
  readonly signal: AbortSignal;
}

/** Calls the real model as LangChain would have: the provider's own code turns tools, schemas and messages into its request. */
export async function invokeChatModel(target: BaseChatModel, { messages, settings, signal }: ChatCall): Promise<AIMessage> {
  const { options, tools, structured, configurable = {} } = settings;
  // Made here, so that its retries can be switched off before it is called.
  const model = isConfigurable(target) ? await target._getModelInstance({ configurable }) : target;
  if (structured !== undefined) return invokeStructured(model, structured, { messages, options: { ...options, signal } });
  if (tools === undefined || model.bindTools === undefined) return withoutRetries(model).invoke(messages, { ...options, signal });
  return withoutRetries(model.bindTools(tools.map(fromBoundTool), options)).invoke(messages, { signal });
}

async function invokeStructured(
  model: BaseChatModel,
  { schema, checks, config }: StructuredSettings,
  { messages, options }: { readonly messages: BaseMessage[]; readonly options: object },
): Promise<AIMessage> {
  const standIn = checks === 'zod' ? zodStandIn(schema) : checks ? schemaStandIn(schema) : schema;
  const runnable = withoutRetries(model.withStructuredOutput(standIn, { ...config, includeRaw: true }));
  const { raw, parsed } = await runnable.invoke(messages, options);
  const message = raw as AIMessage;
  if (parsed !== null) message.additional_kwargs = { ...message.additional_kwargs, [PARSED]: parsed };
  return message;
}
