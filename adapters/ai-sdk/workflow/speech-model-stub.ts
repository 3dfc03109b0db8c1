import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import type { FilePart } from '../shared/file-part.js';
import type { SpeechModelV4, SpeechModelV4Result } from '../shared/provider-v4.js';
import { callSingle } from './call-single.js';
import { namesOfModel } from './names-of-model.js';

interface Reply extends Omit<SpeechModelV4Result, 'audio'> {
  readonly audio: FilePart;
}

/** @internal The stub of a durable AI SDK speech model: `generateSpeech` is an activity. */
export function speechModelStub(entry: DurableEntry): SpeechModelV4 {
  return defineStub(entry, createModel);
}

function createModel(entry: DurableEntry): SpeechModelV4 {
  return {
    ...namesOfModel(entry),
    async doGenerate(options) {
      const { audio, ...result } = await callSingle<Reply>(entry, options);
      return { ...result, audio: audio.data };
    },
  };
}
