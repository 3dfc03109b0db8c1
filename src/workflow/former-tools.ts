import type { DurableEntry } from '../shared/steps/durable-entry.js';

/** The ids that tools had when a model called them by a former name, by tool call. */
const formerIds = new Map<string, string>();

/** Calls that are not made any more, such as those that a person denied, leave theirs behind. */
const MOST_REMEMBERED = 256;

export interface CalledTool {
  /** As the model calls it. */
  readonly name: string;
  readonly toolCallId: string;
}

/**
 * The name under which a model is told of the tool that an answer calls. An answer that is on record may call it by a former name.
 *
 * @param told the tools that the model is told of now; undefined for those that are not durable
 */
export function presentName({ name, toolCallId }: CalledTool, told: ReadonlyMap<string, DurableEntry | undefined>): string {
  // Providers may count the ids of calls anew in each conversation.
  formerIds.delete(toolCallId);
  if (told.has(name)) return name;
  for (const [present, entry] of told) {
    const { former = {} } = entry ?? {};
    const id = Object.hasOwn(former, name) ? former[name] : undefined;
    if (entry === undefined || id === undefined) continue;
    if (formerIds.size >= MOST_REMEMBERED) formerIds.clear();
    if (id !== entry.id) formerIds.set(toolCallId, id);
    return present;
  }
  return name;
}

/**
 * The entry of a tool as it was when a model called it. Its activities have the names that they had: a replay finds them in history, and workers
 * answer to both.
 */
export function entryAsCalled(entry: DurableEntry, toolCallId: string | undefined): DurableEntry {
  const id = toolCallId === undefined ? undefined : formerIds.get(toolCallId);
  if (id === undefined || !Object.values(entry.former ?? {}).includes(id)) return entry;
  const stem = entry.activityType.slice(entry.kind.length);
  const formerStem = `${stem.slice(0, -entry.id.length)}${id}`;
  const rename = <Part extends Pick<DurableEntry, 'activityType' | 'kind'>>(part: Part): Part => ({
    ...part,
    activityType: `${part.kind}${formerStem}${part.activityType.slice(part.kind.length + stem.length)}`,
  });
  const parts = Object.entries(entry.parts ?? {}).map(([name, part]) => [name, rename(part)] as const);
  return { ...rename(entry), id, ...(parts.length > 0 && { parts: Object.fromEntries(parts) }) };
}
