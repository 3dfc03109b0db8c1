import type { ConversationForm } from '../../../shared/chain/conversation-form.js';
import type { WhenChanged } from '../../../shared/contract/fork.js';
import { InvalidOption } from '../../../shared/errors/invalid-option.js';
import { checkOptions } from '../../../shared/options/check-options.js';

export interface ForkOptions {
  /**
   * The first step that is asked anew: the number of a model call, as a transcript counts them; the key of any step; or `event:212`, the event that scheduled
   * it. `end` takes all there is, for a run that went wrong after its last step.
   */
  readonly from: number | string;
  /** @default the newest run of the id; in either case with the runs that it continues */
  readonly runId?: string;
  /** @default made of the run and the step, so that the same fork is started once */
  readonly workflowId?: string;
  /** Why, for whoever looks at the fork. It stands in its memo. */
  readonly reason?: string;
  /**
   * What is done where the code asks something else than it did at that place, before `from`: `ask` it, or `take` the recorded answer all the same, such as
   * when only the prompt's wording was mended.
   *
   * @default 'ask'
   */
  readonly whenChanged?: WhenChanged;
  /** Where the fork's workflow code runs. @default the task queue of the run */
  readonly taskQueue?: string;
  /** Those of the frameworks that the run's models are of: they tell the tokens of an answer. @default none */
  readonly forms?: readonly ConversationForm[];
}

const OPTION_NAMES = [
  'from',
  'runId',
  'workflowId',
  'reason',
  'whenChanged',
  'taskQueue',
  'forms',
] as const satisfies readonly (keyof ForkOptions)[];

/** A place in a run, as it was named. */
export type ForkPlace = 'end' | StepPlace;
export type StepPlace = { readonly number: number } | { readonly key: string } | { readonly eventId: number };

/** Temporal's limit for an id, in bytes (`limit.maxIDLength`). */
const LONGEST_ID = 1_000;
const LONGEST_REASON = 1_000;

/** @throws UnknownOption, InvalidOption */
export function checkForkOptions(where: string, options: ForkOptions): ForkPlace {
  checkOptions(where, options, OPTION_NAMES);
  const { workflowId, reason = '', whenChanged = 'ask', from } = options;
  const refuse = (option: string, problem: string, hint: string): never => {
    throw new InvalidOption({ where, option, problem, hint });
  };
  if (workflowId === '') refuse('workflowId', 'is empty', 'Leave it out, or give the id of the new run.');
  if (workflowId !== undefined) checkId(where, workflowId);
  if (reason.length > LONGEST_REASON) refuse('reason', `has ${reason.length} characters`, `Write at most ${LONGEST_REASON}.`);
  if (whenChanged !== 'ask' && whenChanged !== 'take') refuse('whenChanged', `is ${String(whenChanged)}`, "Write 'ask' or 'take'.");
  return (
    placeOf(from) ??
    refuse('from', `is '${String(from)}'`, "Give the number of a model call, a step's key, 'event:' and a number, or 'end'.")
  );
}

function placeOf(from: unknown): ForkPlace | undefined {
  if (typeof from === 'number') return isCount(from) ? { number: from } : undefined;
  if (typeof from !== 'string' || from === '') return undefined;
  if (from === 'end') return from;
  const [, event] = /^event:(\d+)$/.exec(from) ?? [];
  if (event !== undefined) return isCount(Number(event)) ? { eventId: Number(event) } : undefined;
  if (/^-?[\d.]+$/.test(from)) return isCount(Number(from)) ? { number: Number(from) } : undefined;
  return from.startsWith('event:') ? undefined : { key: from };
}

function isCount(number: number): boolean {
  return Number.isSafeInteger(number) && number > 0;
}

/** @throws InvalidOption for an id that Temporal does not take */
export function checkId(where: string, workflowId: string): string {
  const bytes = new TextEncoder().encode(workflowId).length;
  if (bytes <= LONGEST_ID) return workflowId;
  const problem = `has ${bytes} bytes, and at most ${LONGEST_ID} are possible`;
  throw new InvalidOption({ where, option: 'workflowId', problem, hint: 'Give the fork a shorter id.' });
}
