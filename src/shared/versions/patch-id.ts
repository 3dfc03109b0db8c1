/** What stands before the id of a change in histories and in the search attribute `TemporalChangeVersion`. Contract: it never changes. */
const PREFIX = 'onceward:';

/** The id of Temporal's patch that stands for a change: apart from patches that a program makes by itself. */
export function patchIdOf(change: string): string {
  return `${PREFIX}${change}`;
}

/** The change that a patch stands for; undefined for any other patch. */
export function changeOfPatch(patchId: string): string | undefined {
  return patchId.startsWith(PREFIX) ? patchId.slice(PREFIX.length) : undefined;
}
