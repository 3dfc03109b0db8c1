import type { Hash, Json } from '../../shared/contract/json.js';

/** A prompt in memory, with the heads that lead to it. */
export interface CachedPrompt {
  readonly messages: readonly Json[];
  /** The heads since the last snapshot, oldest first; its last one stands for this prompt. */
  readonly recent: readonly Hash[];
  /** The head of the last snapshot. */
  readonly snapshot: Hash | null;
  /** Of the settings of the call that led here; null before the first one. */
  readonly settings: Hash | null;
}

interface Conversation {
  /** Only ever grows, so that each prompt of it is a beginning of it. */
  readonly messages: Json[];
  characters: number;
  readonly prompts: Map<Hash, { readonly length: number } & Omit<CachedPrompt, 'messages'>>;
}

/** What all prompts in memory may take together. */
const MAX_CHARACTERS = 128_000_000;

/**
 * Prompts that this process has seen, by head, the conversation that was used longest ago first out. A conversation is one list of messages
 * that its prompts share, so memory grows with what was said. Holds results in place of their references.
 */
export class PromptCache {
  readonly #maxConversations: number;
  readonly #conversations = new Set<Conversation>();
  readonly #byHead = new Map<Hash, Conversation>();
  #characters = 0;

  constructor(maxConversations: number) {
    this.#maxConversations = maxConversations;
  }

  find(head: Hash): CachedPrompt | undefined {
    const conversation = this.#byHead.get(head);
    const prompt = conversation?.prompts.get(head);
    if (conversation === undefined || prompt === undefined) return undefined;
    this.#conversations.delete(conversation);
    this.#conversations.add(conversation);
    const { length, ...rest } = prompt;
    return { ...rest, messages: conversation.messages.slice(0, length) };
  }

  /** Keeps a prompt, in the conversation of its parent if it only goes on with it. */
  add(head: Hash, parent: Hash | null, { messages, ...prompt }: CachedPrompt): void {
    if (this.#byHead.has(head)) return;
    const conversation = this.#grown(parent, messages) ?? this.#opened(messages);
    conversation.prompts.set(head, { ...prompt, length: messages.length });
    this.#byHead.set(head, conversation);
    this.#evict();
  }

  /** The parent's conversation, grown by what is new, if the parent is the newest of it and the prompt goes on with it. */
  #grown(parent: Hash | null, messages: readonly Json[]): Conversation | undefined {
    const conversation = parent === null ? undefined : this.#byHead.get(parent);
    const length = parent === null ? undefined : conversation?.prompts.get(parent)?.length;
    if (conversation === undefined || length !== conversation.messages.length) return undefined;
    if (!conversation.messages.every((message, index) => message === messages[index])) return undefined;
    const added = messages.slice(length);
    conversation.messages.push(...added);
    this.#count(conversation, added);
    return conversation;
  }

  #opened(messages: readonly Json[]): Conversation {
    const conversation: Conversation = { messages: [...messages], characters: 0, prompts: new Map() };
    this.#conversations.add(conversation);
    this.#count(conversation, messages);
    return conversation;
  }

  #count(conversation: Conversation, added: readonly Json[]): void {
    const characters = added.reduce<number>((sum, message) => sum + JSON.stringify(message).length, 0);
    conversation.characters += characters;
    this.#characters += characters;
  }

  #evict(): void {
    while (this.#conversations.size > this.#maxConversations || (this.#characters > MAX_CHARACTERS && this.#conversations.size > 1)) {
      const [oldest] = this.#conversations;
      if (oldest === undefined) return;
      this.#conversations.delete(oldest);
      this.#characters -= oldest.characters;
      for (const head of oldest.prompts.keys()) this.#byHead.delete(head);
    }
  }
}
