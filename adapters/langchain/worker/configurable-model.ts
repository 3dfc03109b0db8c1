import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { ConfigurableFields } from '../shared/configurable-fields.js';

/** What `initChatModel` gives: a model that is made by its name, with fields that a call may configure. */
export interface ConfigurableModel extends BaseChatModel {
  /** The model that answers a call with this config; the same again for the same one. */
  _getModelInstance(config: { readonly configurable: object }): Promise<BaseChatModel>;
  readonly _defaultConfig: { readonly model?: unknown };
  readonly _configurableFields: ConfigurableFields['names'];
  readonly _configPrefix: string;
}

/** By its members, as LangChain's own agents do. */
export function isConfigurable(model: object): model is ConfigurableModel {
  return '_getModelInstance' in model && '_queuedMethodOperations' in model;
}
