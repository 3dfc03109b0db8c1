import type { Hash, Json } from '../../shared/contract/json.js';
import type { EditPart } from '../../shared/contract/prompt-chain.js';

/** A conversation as far as it was sent: the JSON of its messages, the predicted answer included, and the head that stands for them. */
export interface Branch {
  readonly texts: readonly string[];
  readonly head: Hash;
  /** Of the last call's settings. */
  readonly settings: Hash;
}

/** How a prompt differs from a branch, as it is sent. */
export interface Link {
  readonly parent: Hash | null;
  readonly delta: readonly Json[];
  readonly edit?: readonly EditPart[];
}

/** A branch, compared with a prompt. */
export interface Comparison {
  readonly branch: Branch;
  /** How many messages at the start are the same. */
  readonly leading: number;
  /** Whether the prompt is the branch with something after it. */
  readonly continues: boolean;
}

export function compare(branch: Branch, texts: readonly string[]): Comparison {
  const end = Math.min(texts.length, branch.texts.length);
  let leading = 0;
  while (leading < end && texts[leading] === branch.texts[leading]) leading += 1;
  return { branch, leading, continues: leading === branch.texts.length };
}

/** A prompt as what it keeps of a branch, in ranges, and the texts that are new. */
export interface TextEdit {
  readonly parts: readonly (Extract<EditPart, { readonly keep: unknown }> | { readonly add: string })[];
  /** What is new at the end. */
  readonly delta: readonly string[];
  readonly keptCharacters: number;
}

export function editOf({ texts: known }: Branch, texts: readonly string[]): TextEdit {
  const places = new Map(known.map((text, place) => [text, place]));
  const parts: TextEdit['parts'][number][] = [];
  let [next, end, keptCharacters] = [0, 0, 0];
  for (const text of texts) {
    // Of equal messages the one that goes on with the range: that makes one range of many.
    const place = known[next] === text ? next : places.get(text);
    if (place === undefined) {
      parts.push({ add: text });
      continue;
    }
    const last = parts.at(-1);
    if (last !== undefined && 'keep' in last && last.keep[1] === place) parts[parts.length - 1] = { keep: [last.keep[0], place + 1] };
    else parts.push({ keep: [place, place + 1] });
    next = place + 1;
    end = parts.length;
    keptCharacters += text.length;
  }
  return { parts: parts.slice(0, end), delta: texts.slice(texts.length - (parts.length - end)), keptCharacters };
}

export function linkByEdit({ head: parent }: Branch, { parts, delta }: TextEdit): Link {
  const edit = parts.map((part): EditPart => ('add' in part ? { add: toMessage(part.add) } : part));
  return { parent, edit, delta: delta.map(toMessage) };
}

/** The message that a text is of. Made for what is sent only: a run that waits for its model has the conversation in memory already. */
export function toMessage(text: string): Json {
  return JSON.parse(text) as Json;
}
