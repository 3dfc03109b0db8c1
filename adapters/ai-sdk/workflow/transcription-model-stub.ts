import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import type { TranscriptionModelV4 } from '../shared/provider-v4.js';
import { callSingle } from './call-single.js';
import { namesOfModel } from './names-of-model.js';

/** @internal The stub of a durable AI SDK transcription model: `transcribe` is an activity, which also fetches audio behind a URL. */
export function transcriptionModelStub(entry: DurableEntry): TranscriptionModelV4 {
  return defineStub(entry, createModel);
}

function createModel(entry: DurableEntry): TranscriptionModelV4 {
  return {
    ...namesOfModel(entry),
    doGenerate: (options) => callSingle(entry, options),
    doGenerateFromUrl: (options) => callSingle(entry, options),
  };
}
