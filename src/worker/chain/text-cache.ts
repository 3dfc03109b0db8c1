/** Texts in memory by key, the one used longest ago first out. */
export class TextCache {
  readonly #maxCharacters: number;
  readonly #texts = new Map<string, string>();
  #characters = 0;

  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters;
  }

  get(key: string): string | undefined {
    const text = this.#texts.get(key);
    if (text === undefined) return undefined;
    this.#texts.delete(key);
    this.#texts.set(key, text);
    return text;
  }

  set(key: string, text: string): void {
    if (text.length > this.#maxCharacters || this.#texts.has(key)) return;
    this.#texts.set(key, text);
    this.#characters += text.length;
    for (const [oldest, dropped] of this.#texts) {
      if (this.#characters <= this.#maxCharacters) return;
      this.#texts.delete(oldest);
      this.#characters -= dropped.length;
    }
  }
}
