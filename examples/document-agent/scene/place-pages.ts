/** Where in the file each special page lies: 0 is the first page, 1 the last. */
const PLACES = {
  claimForm: 0.05,
  incident: 0.2,
  blank: 0.3,
  damagesFirst: 0.42,
  damagesSecond: 0.47,
  picture: 0.58,
  payments: 0.66,
  contractor: 0.76,
  adjuster: 0.86,
  deadlines: 1,
} as const;

export type SpecialPage = keyof typeof PLACES;

/** The fewest pages a claim file can have: one for each special page. */
export const MINIMUM_PAGES = Object.keys(PLACES).length;

/** The page number (from 1) of each special page in a file of this many pages. */
export function placePages(pages: number): Readonly<Record<SpecialPage, number>> {
  if (!Number.isInteger(pages) || pages < MINIMUM_PAGES) {
    throw new RangeError(`A claim file has at least ${MINIMUM_PAGES} pages, got ${pages}.`);
  }
  let previous = 0;
  const entries = Object.entries(PLACES).map(([name, place], index) => {
    const wanted = Math.max(previous + 1, 1 + Math.round(place * (pages - 1)));
    previous = Math.min(wanted, pages - (MINIMUM_PAGES - 1 - index));
    return [name, previous] as const;
  });
  return Object.fromEntries(entries) as Record<SpecialPage, number>;
}
