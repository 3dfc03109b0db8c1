import type { Chunk } from './split-text.ts';

const HEADING = /^\[page (\d+)\]$/;

/** Found chunks as the text that a prompt quotes: each once, in reading order, under a heading with its page. */
export function toPassagesText(chunks: readonly Chunk[]): string {
  const unique = new Map(chunks.map((chunk) => [`${chunk.page}.${chunk.ordinal}`, chunk]));
  const ordered = [...unique.values()].sort((left, right) => left.page - right.page || left.ordinal - right.ordinal);
  return ordered.map((chunk) => `[page ${chunk.page}]\n${chunk.text}`).join('\n\n');
}

export interface Passage {
  readonly page: number;
  readonly text: string;
}

/** The passages in a prompt that quotes them as `toPassagesText` writes them; the rest of the prompt is left out. */
export function fromPassagesText(text: string): Passage[] {
  const passages: { page: number; text: string }[] = [];
  for (const line of text.split('\n')) {
    const page = HEADING.exec(line.trim())?.[1];
    const current = passages.at(-1);
    if (page !== undefined) passages.push({ page: Number(page), text: '' });
    else if (current !== undefined) current.text += `${line}\n`;
  }
  return passages;
}
