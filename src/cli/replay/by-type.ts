/** Things by the type of their workflow, in the order in which the types first appear. */
export function byType<Thing extends { readonly workflowType?: string }>(
  things: readonly Thing[],
): readonly (readonly [string, readonly Thing[]])[] {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const type = thing.workflowType ?? 'unknown';
    groups.set(type, [...(groups.get(type) ?? []), thing]);
  }
  return [...groups];
}
