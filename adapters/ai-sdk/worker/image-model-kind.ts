import { toFilePart } from '../shared/file-part.js';
import type { ImageModelV4, ImageModelV4CallOptions, ImageModelV4Result } from '../shared/provider-v4.js';
import { singleCallKind } from './single-call-kind.js';

/** AI SDK image models. What they make is a file: with a store, history has a reference. */
export const imageModelKind = singleCallKind<ImageModelV4, ImageModelV4CallOptions, ImageModelV4Result>({
  kind: 'image',
  stub: 'imageModelStub',
  async describe(model, { itemsPerCall }) {
    const limit = model === undefined ? itemsPerCall : await limitOf(model);
    return {
      ...(limit !== undefined && { maxImagesPerCall: limit }),
      supportsFileInputs: (await model?.supportsFileInputs) ?? true,
      supportsMaskInputs: (await model?.supportsMaskInputs) ?? true,
    };
  },
  call: (model, options) => model.doGenerate(options),
  toReply: ({ images, ...result }) => ({ ...result, images: images.map((image: string | Uint8Array) => toFilePart('image', image)) }),
  usageOf: ({ usage, images }) => ({
    tokens: { input: usage?.inputTokens, output: usage?.outputTokens },
    units: { images: images.length },
  }),
});

function limitOf({ maxImagesPerCall, modelId }: ImageModelV4): number | undefined | PromiseLike<number | undefined> {
  return typeof maxImagesPerCall === 'function' ? maxImagesPerCall({ modelId }) : maxImagesPerCall;
}
