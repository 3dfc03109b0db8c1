import { toFilePart } from '../shared/file-part.js';
import type { SpeechModelV4, SpeechModelV4CallOptions, SpeechModelV4Result } from '../shared/provider-v4.js';
import { singleCallKind } from './single-call-kind.js';

/** AI SDK speech models. What they make is a file: with a store, history has a reference. */
export const speechModelKind = singleCallKind<SpeechModelV4, SpeechModelV4CallOptions, SpeechModelV4Result>({
  kind: 'speech',
  stub: 'speechModelStub',
  describe: () => ({}),
  call: (model, options) => model.doGenerate(options),
  toReply: ({ audio, ...result }) => ({ ...result, audio: toFilePart('audio', audio) }),
});
