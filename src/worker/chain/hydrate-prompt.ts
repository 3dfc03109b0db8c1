import type { Json } from '../../shared/contract/json.js';
import { hydrateFiles } from '../../shared/files/hydrate-files.js';
import type { ModelPrompt } from './model-prompt.js';

type Read = Parameters<typeof hydrateFiles>[1];

/** Messages in memory that hold no file: a conversation brings all of its messages with each call, and most were looked through before. */
const withoutFiles = new WeakSet<object>();

/** A prompt with the content of its files. */
export async function hydratePrompt({ messages, settings }: ModelPrompt, read: Read): Promise<ModelPrompt> {
  const unknown = messages.filter((message) => !isKnown(message));
  const hydrated = await hydrateFiles(unknown, read);
  const contents = new Map<Json, Json>();
  unknown.forEach((message, index) => {
    const content = hydrated[index] ?? null;
    if (content !== message) contents.set(message, content);
    else if (typeof message === 'object' && message !== null) withoutFiles.add(message);
  });
  const own = contents.size === 0 ? messages : messages.map((message) => contents.get(message) ?? message);
  return { messages: own, settings: await hydrateFiles(settings, read) };
}

function isKnown(message: Json): boolean {
  return typeof message === 'object' && message !== null && withoutFiles.has(message);
}
