import type { ForkStep, PlannedFork, StartedForkRun } from 'onceward/client';
import { alignColumns } from '../output/align-columns.js';
import { toOneLine } from '../output/one-line.js';
import type { Style } from '../output/style.js';

/** What is known of a fork beside itself. */
export interface ForkFacts {
  /** The activity types that write once. */
  readonly writes: ReadonlySet<string>;
  /** Whether a worker takes workflow tasks where it runs. */
  readonly hasWorkers: boolean;
}

/** What a person reads about a fork: what was taken and saved, what is asked, and what to know about it. Of a dry run, each step. */
export function describeFork(fork: PlannedFork | StartedForkRun, facts: ForkFacts, style: Style): string {
  const isPlan = !('isNew' in fork);
  const state = isPlan ? 'would be started' : fork.isNew ? 'started' : 'was there already';
  const of = (outcome: ForkStep['outcome']): readonly ForkStep[] => fork.steps.filter((step) => step.outcome === outcome);
  const rows: (readonly [string, string])[] = [
    ['FORK', `${toOneLine(fork.workflowId)} ${state}`],
    ['FROM', `${nameOf(fork)} of ${toOneLine(fork.origin.workflowId)} (${fork.origin.runId})`],
    ['TAKEN', `${countOf(of('taken'))}${savedBy(of('taken'))}`],
    ['ANEW', of('anew').length === 0 ? 'whatever the code asks next' : `from there on; in the original that was ${countOf(of('anew'))}`],
    ...notesOn(fork, facts).map((note) => ['NOTE', note] as const),
  ];
  const summary = alignColumns(rows.map(([title, text]) => [style('bold', title), text]));
  return isPlan ? `${listOf(fork.steps, facts, style)}\n\n${summary}` : summary;
}

function nameOf({ from }: PlannedFork): string {
  if (from === undefined) return 'the end';
  return `${from.number === undefined ? '' : `step ${from.number}, `}${toOneLine(from.activityType)} (event ${from.eventId})`;
}

function countOf(steps: readonly ForkStep[]): string {
  const models = steps.filter(({ activityType }) => activityType.startsWith('model.')).length;
  const others = steps.length - models;
  return `${models} model call${models === 1 ? '' : 's'} and ${others} other step${others === 1 ? '' : 's'}`;
}

function savedBy(steps: readonly ForkStep[]): string {
  const usage = steps.flatMap((step) => step.usage);
  const sum = (of: (record: (typeof usage)[number]) => number | undefined): number =>
    usage.reduce((total, record) => total + (of(record) ?? 0), 0);
  const [input, output] = [sum(({ tokens }) => tokens.input), sum(({ tokens }) => tokens.output)];
  const cost = sum(({ costMicros }) => costMicros);
  const priced = cost === 0 ? '' : `, ${(cost / 1_000_000).toFixed(2)} of the price table’s currency`;
  return input + output === 0 ? '' : `: ${input} tokens in and ${output} out not paid again${priced}`;
}

function notesOn({ origin, steps, updatesLeftOut, repeatedMessages, taskQueue }: PlannedFork, facts: ForkFacts): readonly string[] {
  const writes = steps.filter(({ activityType, outcome }) => outcome !== 'taken' && facts.writes.has(activityType)).length;
  const unanswered = steps.filter(({ outcome }) => outcome === 'unanswered').length;
  return [
    ...(unanswered > 0 ? [`${unanswered} earlier step(s) have no answer that can be taken, and are asked anew`] : []),
    ...(writes > 0
      ? [`the original made or tried ${writes} write(s) after that: the same one is not made again, about another one a person is asked`]
      : []),
    ...(repeatedMessages.length > 0 ? [`given to the fork, too: ${namesOf(repeatedMessages)}`] : []),
    ...(updatesLeftOut.length > 0 ? [`not given to the fork, send them if it needs them: ${namesOf(updatesLeftOut)}`] : []),
    ...(origin.isOpen ? ['the original is still running, and goes on: what it writes from now on, the fork does not know'] : []),
    ...(facts.hasWorkers ? [] : [`no worker takes work from the task queue '${toOneLine(taskQueue)}'`]),
  ];
}

function namesOf(names: readonly string[]): string {
  return [...new Set(names)].map((name) => `${toOneLine(name)} (${names.filter((one) => one === name).length})`).join(', ');
}

function listOf(steps: readonly ForkStep[], { writes }: ForkFacts, style: Style): string {
  const header = ['STEP', 'EVENT', 'ACTIVITY', 'OUTCOME', 'TOKENS', 'KEY'].map((title) => style('bold', title));
  const rows = steps.map(({ number, eventId, activityType, outcome, usage, key }) => [
    number === undefined ? '' : String(number),
    String(eventId),
    `${toOneLine(activityType)}${writes.has(activityType) ? ' (write)' : ''}`,
    outcome,
    usage.map(({ tokens: { input = 0, output = 0 } }) => `${input} in, ${output} out`).join('; '),
    key,
  ]);
  return alignColumns([header, ...rows]);
}
