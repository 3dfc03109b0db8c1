import type { Payload } from '@temporalio/common';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A text in a payload's metadata, such as its `encoding`. */
export function metadataText({ metadata }: Payload, name: string): string | undefined {
  const bytes = metadata?.[name];
  return bytes === undefined || bytes === null ? undefined : decoder.decode(bytes);
}

/** Metadata of texts. */
export function textMetadata(texts: Readonly<Record<string, string>>): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, encoder.encode(text)]));
}
