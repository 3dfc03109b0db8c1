import type { Hash } from '../../shared/contract/json.js';
import { compare, editOf, linkByEdit, toMessage, type Branch, type Comparison, type Link } from './branch.js';

/** Loops that run side by side with the same model. With more of them the oldest is sent whole again, which costs bytes only. */
const MAX_BRANCHES = 16;
/** An edit script that keeps less is longer than what it saves. */
const MIN_KEPT_CHARACTERS = 400;

/** A prompt's link, the branch it refers to, and whether it takes that one's place once it was answered. */
export interface Linked {
  readonly link: Link;
  readonly from?: Branch;
  readonly continues: boolean;
}

/**
 * The conversations of one part of a run. Each prompt is sent as what it adds to the branch that it goes on with: a loop, the loop beside it
 * and a sub-agent each have their own, found by what was said, so that no framework has to name them.
 */
export class Conversations {
  /** The one used last comes first. */
  #branches: readonly Branch[] = [];

  /** @param texts the JSON of each message of a prompt */
  link(texts: readonly string[]): Linked {
    const comparisons = this.#branches.map((branch) => compare(branch, texts));
    const continued = longest(comparisons.filter(({ continues }) => continues));
    if (continued === undefined) return this.#linkByEdit(texts, comparisons);
    const { branch, leading } = continued;
    return { link: { parent: branch.head, delta: texts.slice(leading).map(toMessage) }, from: branch, continues: true };
  }

  /** Takes note that a prompt was answered. */
  remember(branch: Branch, { from, continues }: Pick<Linked, 'from' | 'continues'>): void {
    const replaced = continues ? from : undefined;
    const others = this.#branches.filter((other) => other !== replaced && other.head !== branch.head);
    this.#branches = [branch, ...others].slice(0, MAX_BRANCHES);
  }

  /** The head of the conversation whose last answer has this text, such as the id of a tool call. */
  headWithAnswer(text: string): Hash | undefined {
    return this.#branches.find(({ texts }) => texts.at(-1)?.includes(text))?.head;
  }

  #linkByEdit(texts: readonly string[], comparisons: readonly Comparison[]): Linked {
    const edits = comparisons.map((comparison) => ({ ...comparison, ...editOf(comparison.branch, texts) }));
    const best = edits.toSorted((one, other) => other.keptCharacters - one.keptCharacters)[0];
    if (best === undefined || best.keptCharacters < MIN_KEPT_CHARACTERS) return { link: wholePrompt(texts), continues: false };
    // Beside the branch, not in its place: it may be that of another loop, which goes on with it.
    return { link: linkByEdit(best.branch, best), from: best.branch, continues: false };
  }
}

/** A prompt that refers to nothing. */
export function wholePrompt(texts: readonly string[]): Link {
  return { parent: null, delta: texts.map(toMessage) };
}

function longest(comparisons: readonly Comparison[]): Comparison | undefined {
  return comparisons.toSorted((one, other) => other.leading - one.leading)[0];
}
