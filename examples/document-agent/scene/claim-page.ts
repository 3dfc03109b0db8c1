/** One page of a claim file, as it was before it was scanned. */
export interface ClaimPage {
  /** From 1. */
  readonly number: number;
  readonly kind: 'text' | 'blank' | 'picture';
  /** The sheet's heading; empty on a page without text. */
  readonly title: string;
  /** Paragraphs and single lines, from top to bottom. */
  readonly blocks: readonly string[];
}

/** All the text of a page, as a perfect reader would read it. */
export function textOfPage(page: ClaimPage): string {
  return [page.title, ...page.blocks].filter((line) => line !== '').join('\n');
}
