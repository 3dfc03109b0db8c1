import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { AiSdkPlugin } from '@temporalio/ai-sdk';

type Model = ReturnType<ReturnType<typeof createOpenAICompatible>['languageModel']>;

/** With `echo` the provider's results are left as they are: with the request, and the whole response. */
export function createPlugin({ echo = false }: { readonly echo?: boolean } = {}): AiSdkPlugin {
  const baseURL = process.env['OPENAI_BASE_URL'] ?? 'http://127.0.0.1:9/v1';
  const provider = createOpenAICompatible({ name: 'scripted', baseURL, apiKey: 'none' });
  const languageModel = (id: string): Model => (echo ? provider.languageModel(id) : withoutEcho(provider.languageModel(id)));
  return new AiSdkPlugin({ modelProvider: Object.assign((id: string) => languageModel(id), provider, { languageModel }) });
}

function withoutEcho(model: Model): Model {
  const doGenerate: Model['doGenerate'] = async (options) => {
    const {
      request: _request,
      response: { headers: _headers, body: _body, ...response } = {},
      ...result
    } = await model.doGenerate(options);
    return { ...result, response };
  };
  return Object.assign(Object.create(model) as Model, { doGenerate });
}
