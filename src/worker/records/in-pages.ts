/** All rows of a table that is read in pages, in the order of their keys: each page begins after the last key of the one before. */
export async function* inPages<Row extends { readonly key: string }>(
  readPage: (after: string) => Promise<readonly Row[]>,
): AsyncGenerator<Row, void, void> {
  for (let page = await readPage(''), last = page.at(-1); last !== undefined; page = await readPage(last.key), last = page.at(-1))
    yield* page;
}
