/** ` Did you mean 'list'?` when a known word is near the one that was typed, otherwise nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const limit = Math.max(2, Math.floor(word.length * 0.4));
  const near = known
    .map((candidate) => ({ candidate, changes: changesBetween(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, changes }) => changes <= limit && changes < Math.max(word.length, candidate.length) - 1)
    .sort((one, other) => one.changes - other.changes);
  return near[0] === undefined ? '' : ` Did you mean '${near[0].candidate}'?`;
}

/** How many letters have to be added, left out or replaced to make one word of the other. */
function changesBetween(from: string, to: string): number {
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of from.split('').entries()) {
    const current = [row + 1];
    for (const [column, other] of to.split('').entries()) {
      const replaced = (last[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (last[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    last = current;
  }
  return last.at(-1) ?? 0;
}
