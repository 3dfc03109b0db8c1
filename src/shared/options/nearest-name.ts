/**
 * The known name that was probably meant by an unknown one, or `undefined` when none is near:
 * case does not count, and up to two slips, or 40 % of the name, may differ.
 *
 * @example
 * ```ts
 * nearestName('tiemout', ['timeout', 'retries']); // 'timeout'
 * ```
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  let limit = Math.max(2, Math.floor(name.length * 0.4));
  let nearest: string | undefined;
  for (const candidate of known) {
    const slips = countSlips(name.toLowerCase(), candidate.toLowerCase());
    // Two slips rewrite a two-letter name whole: that is another name, not a slip.
    if (slips > limit || slips >= Math.max(name.length, candidate.length)) continue;
    nearest = candidate;
    limit = slips - 1;
  }
  return nearest;
}

/** The Damerau-Levenshtein distance: letters added, left out, replaced, or swapped with their neighbour. */
function countSlips(from: string, to: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (isSame ? 0 : 1),
          isSwapped ? at(beforeLast, column - 2) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
