import { createDownload } from 'ai';
import { mediaTypeOfSignature } from '../../../src/shared/files/file-signature.js';
import type {
  TranscriptionModelV4,
  TranscriptionModelV4CallOptions,
  TranscriptionModelV4Result,
  TranscriptionModelV4UrlOptions,
} from '../shared/provider-v4.js';
import { singleCallKind, type CallTransport } from './single-call-kind.js';

type Options = TranscriptionModelV4CallOptions | TranscriptionModelV4UrlOptions;

/** AI SDK transcription models. The workflow cannot fetch: audio behind a URL is fetched by the provider, or else here. */
export const transcriptionModelKind = singleCallKind<TranscriptionModelV4, Options, TranscriptionModelV4Result>({
  kind: 'transcription',
  stub: 'transcriptionModelStub',
  describe: () => ({}),
  call: (model, options) => (isOfUrl(options) ? transcribeUrl(model, options) : model.doGenerate(options)),
  usageOf: ({ durationInSeconds }) => (durationInSeconds === undefined ? {} : { units: { seconds: durationInSeconds } }),
});

/** As the AI SDK's `transcribe` goes about it. */
async function transcribeUrl(
  model: TranscriptionModelV4,
  options: TranscriptionModelV4UrlOptions & CallTransport,
): Promise<TranscriptionModelV4Result> {
  const isHttp = ['http:', 'https:'].includes(options.audio.protocol);
  const transcribed = isHttp ? await model.doGenerateFromUrl?.(options) : undefined;
  if (transcribed !== undefined) return transcribed;
  const { data, mediaType } = await createDownload()({ url: options.audio, abortSignal: options.abortSignal });
  return model.doGenerate({
    ...options,
    audio: data,
    mediaType: audioType(mediaType) ?? audioType(mediaTypeOfSignature(data)) ?? 'audio/wav',
  });
}

function isOfUrl<Transport>(options: Options & Transport): options is TranscriptionModelV4UrlOptions & Transport {
  return options.audio instanceof URL;
}

function audioType(mediaType: string | undefined): string | undefined {
  const [type] = mediaType?.split(';') ?? [];
  return type?.startsWith('audio/') === true ? type : undefined;
}
