import type { ActivityKind } from '../contract/activity-kind.js';
import type { Json } from '../contract/json.js';
import type { ToolApproval } from '../contract/tool-approval.js';
import type { StubDescription } from '../durable/durable-options.js';
import { InvalidDurable } from '../errors/invalid-durable.js';
import type { ActivityPolicy } from '../policy/activity-policy.js';

/** What a workflow knows about a durable thing: everything its stub needs, and nothing else. Stands in the bundle. */
export interface DurableEntry {
  /** `<kind>.<id>`, or the plain name of a remote activity. */
  readonly activityType: string;
  readonly kind: ActivityKind;
  readonly id: string;
  readonly policy: ActivityPolicy;
  readonly description: StubDescription;
  /** What the tool gets beside its input. */
  readonly needs?: readonly 'messages'[];
  /** Of a tool: the names that models called it by before, each with the id that it had then. */
  readonly former?: Readonly<Record<string, string>>;
  /** Set when inputs of an older form are made new in the activity. */
  readonly migrates?: true;
  /** Set when a failure of this tool fails the run. */
  readonly onFailure?: 'fail-run';
  /** How a person is asked before each call; code that decides it is the part `APPROVAL_PART`. */
  readonly approval?: ToolApproval;
  /** What a call site named its calls, with `withOptions`. */
  readonly callKey?: string;
  /** True for `durable.factory`: the export makes a stub per context. */
  readonly perContext?: boolean;
  /** The context a stub of a factory was made for; goes to the activity as the last argument. */
  readonly factoryContext?: Json;
  /** What the thing does besides, each an activity of its own, by the names that its stub knows them by. */
  readonly parts?: Readonly<Record<string, EntryPart>>;
}

/** The part that says whether, and how, a person is asked before the thing is called. */
export const APPROVAL_PART = 'ask';

/** A further activity of a thing. */
export type EntryPart = Pick<DurableEntry, 'activityType' | 'kind' | 'policy'>;

/** What a stub needs to call a part of its thing; undefined when there is none of that name. */
export function partOfEntry(
  { parts, needs: _needs, onFailure: _onFailure, approval: _approval, former: _former, ...entry }: DurableEntry,
  name: string,
): DurableEntry | undefined {
  const part = parts?.[name];
  return part && { ...entry, ...part };
}

/**
 * A part that every thing of its kind has.
 *
 * @throws InvalidDurable when the bundle was made with other adapters than the stub's
 */
export function requirePart(entry: DurableEntry, name: string): DurableEntry {
  const part = partOfEntry(entry, name);
  if (part !== undefined) return part;
  const hint = 'Build the workflow bundle anew, with the version of `onceward` that runs it.';
  throw new InvalidDurable({ what: `The durable ${entry.kind} '${entry.id}'`, problem: `has no part '${name}' in this bundle`, hint });
}
