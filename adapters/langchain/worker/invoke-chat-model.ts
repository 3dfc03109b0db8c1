import type { BaseChatModel, BindToolsInput } from '@langchain/core/language_models/chat_models';
import type { AIMessage, BaseMessage } from '@langchain/core/messages';
import type { ChatSettings } from '../shared/chat-settings.js';
import { withoutRetries } from './without-retries.js';

interface ChatCall {
  readonly messages: BaseMessage[];
  readonly settings: ChatSettings;
  readonly signal: AbortSignal;
}

/** Calls the real model as LangChain would have: the provider's own code turns tools, schemas and messages into its request. */
export async function invokeChatModel(model: BaseChatModel, { messages, settings, signal }: ChatCall): Promise<AIMessage> {
  const { options, structured } = settings;
  if (structured !== undefined) {
    const runnable = model.withStructuredOutput(structured.schema, { ...structured.config, includeRaw: true });
    const { raw, parsed } = await withoutRetries(runnable).invoke(messages, { ...options, signal });
    const answer = raw as AIMessage;
    // Where LangChain's OpenAI models put it, too.
    if (parsed !== null) answer.additional_kwargs = { ...answer.additional_kwargs, parsed };
    return answer;
  }
  const { tools, ...others } = options;
  const bound = tools === undefined || model.bindTools === undefined ? model : model.bindTools(tools as BindToolsInput[], others);
  return withoutRetries(bound).invoke(messages, { ...(tools === undefined && others), signal });
}
