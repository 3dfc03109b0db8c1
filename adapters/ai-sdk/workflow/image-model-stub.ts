import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import type { FilePart } from '../shared/file-part.js';
import type { ImageModelV4, ImageModelV4CallOptions, ImageModelV4Result } from '../shared/provider-v4.js';
import { callSingle } from './call-single.js';
import { namesOfModel } from './names-of-model.js';

interface Reply extends Omit<ImageModelV4Result, 'images'> {
  readonly images: readonly FilePart[];
}

/** @internal The stub of a durable AI SDK image model: `generateImage` sends each of its calls as an activity. */
export function imageModelStub(entry: DurableEntry): ImageModelV4 {
  return defineStub(entry, createModel);
}

function createModel(entry: DurableEntry): ImageModelV4 {
  const { maxImagesPerCall, supportsFileInputs, supportsMaskInputs } = entry.description;
  return {
    ...namesOfModel(entry),
    maxImagesPerCall: typeof maxImagesPerCall === 'number' ? maxImagesPerCall : undefined,
    supportsFileInputs: supportsFileInputs === true,
    supportsMaskInputs: supportsMaskInputs === true,
    doGenerate: (options) => generate(entry, options),
  };
}

async function generate(entry: DurableEntry, options: ImageModelV4CallOptions): Promise<ImageModelV4Result> {
  const { images, ...result } = await callSingle<Reply>(entry, options, options.n === 1 ? undefined : `${options.n} images`);
  // All of one form, as the provider gave them.
  return { ...result, images: images.map(({ data }) => data) as string[] };
}
