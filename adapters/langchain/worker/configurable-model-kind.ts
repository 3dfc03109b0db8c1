import type { CallableKind } from '../../../src/worker/adapter.js';
import type { ConfigurableFields } from '../shared/configurable-fields.js';
import { chatModelKind } from './chat-model-kind.js';
import type { ConfigurableModel } from './configurable-model.js';

/** A lazy one is not there to be asked. */
const ANY: ConfigurableFields = { names: 'any', prefix: '' };

/** Models that `initChatModel` makes: what a call configures goes along with it. */
export const configurableModelKind: CallableKind<ConfigurableModel> = {
  ...chatModelKind,

  async describe(model, options) {
    const fields: ConfigurableFields = model === undefined ? ANY : { names: model._configurableFields, prefix: model._configPrefix };
    const name = model?._defaultConfig.model;
    const described = await chatModelKind.describe(model, { ...(typeof name === 'string' && { modelId: name }), ...options });
    return { ...described, configurable: { names: fields.names === 'any' ? 'any' : [...fields.names], prefix: fields.prefix } };
  },
};
