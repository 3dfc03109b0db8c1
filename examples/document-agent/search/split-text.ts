/** A piece of one page's text, small enough to be embedded and quoted. */
export interface Chunk {
  readonly page: number;
  /** From 0, within the page. */
  readonly ordinal: number;
  readonly text: string;
}

const MAXIMUM_CHARACTERS = 600;
/** Lines up to this length at a chunk's end are repeated at the next one's start, so that what belongs together is found together. */
const OVERLAP_CHARACTERS = 120;

/** Splits the text of a page into chunks of whole lines, at most 600 characters each, with up to 120 characters of overlap. No text, no chunks. */
export function splitText(text: string, { page }: { readonly page: number }): Chunk[] {
  const lines = text.split('\n').flatMap(splitLine);
  const texts: string[] = [];
  let current: string[] = [];
  for (const line of lines) {
    if (current.length > 0 && lengthOf([...current, line]) > MAXIMUM_CHARACTERS) {
      texts.push(current.join('\n'));
      current = overlapOf(current, line);
    }
    current.push(line);
  }
  if (current.length > 0) texts.push(current.join('\n'));
  return texts.map((chunkText, ordinal) => ({ page, ordinal, text: chunkText }));
}

function overlapOf(lines: readonly string[], next: string): string[] {
  let overlap: string[] = [];
  for (const line of lines.toReversed()) {
    const longer = [line, ...overlap];
    if (lengthOf(longer) > OVERLAP_CHARACTERS || lengthOf([...longer, next]) > MAXIMUM_CHARACTERS) break;
    overlap = longer;
  }
  return overlap;
}

/** Cuts a line that is longer than a chunk, at a space where there is one. */
function splitLine(line: string): string[] {
  const parts: string[] = [];
  let rest = line.trim();
  while (rest.length > MAXIMUM_CHARACTERS) {
    const space = rest.lastIndexOf(' ', MAXIMUM_CHARACTERS);
    const end = space > 0 ? space : MAXIMUM_CHARACTERS;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).trim();
  }
  return rest === '' ? parts : [...parts, rest];
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, -1);
}
