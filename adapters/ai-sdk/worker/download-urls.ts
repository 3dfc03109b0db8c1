import { createDownload } from 'ai';
import { isPlainObject, mapItems, mapMembers } from '../../../src/shared/files/map-content.js';
import { mediaTypeOfSignature } from '../../../src/shared/files/file-signature.js';
import type { LanguageModelV4, LanguageModelV4CallOptions } from '../shared/provider-v4.js';
import { isUrlSupported } from './is-url-supported.js';

type Prompt = LanguageModelV4CallOptions['prompt'];
type Download = (url: URL) => Promise<{ readonly data: Uint8Array; readonly mediaType: string | undefined }>;

interface UrlFile {
  readonly type: 'file';
  readonly mediaType: string;
  readonly data: { readonly type: 'url'; readonly url: URL };
}

/**
 * The prompt with the content of files that the provider does not fetch by itself. The AI SDK fetches them before it asks a model; in a workflow
 * nothing can be fetched, so it is done here, in the activity, and the bytes are never in history.
 *
 * @throws DownloadError of the AI SDK
 */
export async function downloadUrls(prompt: Prompt, model: LanguageModelV4, abortSignal: AbortSignal): Promise<Prompt> {
  const files = new Map<string, UrlFile>();
  mapUrlFiles(prompt, (file) => {
    files.set(file.data.url.href, file);
    return file;
  });
  if (files.size === 0) return prompt;
  const supportedUrls = await model.supportedUrls;
  const download: Download = async (url) => createDownload()({ url, abortSignal });
  const unsupported = Array.from(files.values()).filter(({ data, mediaType }) => !isUrlSupported(data.url.href, mediaType, supportedUrls));
  const entries = unsupported.map(async ({ data }) => [data.url.href, await download(data.url)] as const);
  const downloaded = new Map(await Promise.all(entries));
  return mapUrlFiles(prompt, (file) => {
    const content = downloaded.get(file.data.url.href);
    if (content === undefined) return file;
    return { ...file, data: { type: 'data', data: content.data }, mediaType: mediaTypeOf(content, file.mediaType) };
  }) as Prompt;
}

/** Where the AI SDK looks for them: in what the user says, and in results of tools. */
function mapUrlFiles(prompt: Prompt, map: (file: UrlFile) => unknown): unknown {
  return mapItems(prompt, (message) => {
    const { role, content } = message as Prompt[number];
    if (role === 'user') return mapMembers(message as object as Members, (member) => mapFilesIn(member, map));
    if (role !== 'tool' && role !== 'assistant') return message;
    const mapped = mapItems(content, (part) => (isResult(part) ? mapMembers(part, (member) => mapFilesIn(member, map)) : part));
    return mapped === content ? message : { ...(message as object), content: mapped };
  });
}

type Members = Readonly<Record<string, unknown>>;

function mapFilesIn(value: unknown, map: (file: UrlFile) => unknown): unknown {
  if (Array.isArray(value)) return mapItems(value, (item) => mapFilesIn(item, map));
  if (!isPlainObject(value)) return value;
  return isUrlFile(value) ? map(value) : mapMembers(value, (member) => mapFilesIn(member, map));
}

function isResult(part: unknown): part is Members {
  return isPlainObject(part) && part['type'] === 'tool-result';
}

function isUrlFile(value: Members): value is Members & UrlFile {
  const { type, data } = value;
  return type === 'file' && isPlainObject(data) && data['type'] === 'url' && data['url'] instanceof URL;
}

/** As the AI SDK decides it: what the bytes of an image tell, then what was stated in full, then what the server says. */
function mediaTypeOf({ data, mediaType }: Awaited<ReturnType<Download>>, stated: string): string {
  const told = mediaTypeOfSignature(data);
  if (told?.startsWith('image/') === true) return told;
  return /^[^/]+\/[^/*]+$/.test(stated) ? stated : (mediaType ?? stated);
}
