import type { Hash, Json } from '../../shared/contract/json.js';
import type { EditPart } from '../../shared/contract/prompt-chain.js';

/** A prompt on its way out: each message, and its JSON, by which messages are compared. */
export interface Prompt {
  readonly messages: readonly Json[];
  readonly texts: readonly string[];
}

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

export function compare(branch: Branch, { texts }: Prompt): Comparison {
  const end = Math.min(texts.length, branch.texts.length);
  let leading = 0;
  while (leading < end && texts[leading] === branch.texts[leading]) leading += 1;
  return { branch, leading, continues: leading === branch.texts.length };
}

/** The prompt as the branch's messages that stay, in ranges, and those that are new. What is new at the end is the delta. */
export function editOf(
  { texts: known, head: parent }: Branch,
  { messages, texts }: Prompt,
): Required<Link> & { readonly keptCharacters: number } {
  const places = new Map(known.map((text, place) => [text, place]));
  const edit: EditPart[] = [];
  let [next, end, keptCharacters] = [0, 0, 0];
  messages.forEach((message, index) => {
    const text = texts[index] ?? '';
    // Of equal messages the one that goes on with the range: that makes one range of many.
    const place = known[next] === text ? next : places.get(text);
    if (place === undefined) {
      edit.push({ add: message });
      return;
    }
    const last = edit.at(-1);
    if (last !== undefined && 'keep' in last && last.keep[1] === place) edit[edit.length - 1] = { keep: [last.keep[0], place + 1] };
    else edit.push({ keep: [place, place + 1] });
    next = place + 1;
    end = edit.length;
    keptCharacters += text.length;
  });
  const delta = messages.slice(messages.length - (edit.length - end));
  return { parent, edit: edit.slice(0, end), delta, keptCharacters };
}
