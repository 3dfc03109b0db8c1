import { expect, test } from 'vitest';
import type { CommandKind, ObservedCommand } from '../../../src/shared/replay/observed-command.ts';
import { explainDifference, type LikelyCause } from '../../../src/worker/replay/explain-difference.ts';
import type { History } from '../../../src/worker/replay/history-source.ts';

/** `a` is an activity, `~` a timer, `.` the end of the run. */
function commandOf(mark: string): ObservedCommand {
  const kind: CommandKind = mark === '~' ? 'timer' : mark === '.' ? 'completion' : 'activity';
  return { kind, name: kind === 'activity' ? mark : '' };
}

function historyOf(marks: string): History {
  const events = Array.from(marks, (mark, index) => {
    const { kind, name } = commandOf(mark);
    const attributes =
      kind === 'timer'
        ? { timerStartedEventAttributes: {} }
        : kind === 'completion'
          ? { workflowExecutionCompletedEventAttributes: {} }
          : { activityTaskScheduledEventAttributes: { activityType: { name } } };
    return { eventId: index + 1, ...attributes };
  });
  return { events } as unknown as History;
}

test.each<[recorded: string, produced: string, cause: LikelyCause, eventId: number | undefined]>([
  ['ab.', 'axb.', 'added', 2],
  ['ab', 'abx', 'added', undefined],
  ['ab', 'a', 'removed', 2],
  ['abc.', 'ac.', 'earlier', 2],
  ['abc.', 'acb.', 'reordered', 2],
  ['ab.', 'ax.', 'renamed', 2],
  ['ab.', 'a~.', 'replaced', 2],
  ['abc', 'a.', 'ended', 2],
  ['a.', 'ab.', 'added', 2],
])('of the history %s, code that gives %s has probably: %s', (recorded, produced, cause, eventId) => {
  const difference = explainDifference(historyOf(recorded), Array.from(produced, commandOf));
  expect(difference).toMatchObject({ cause });
  expect(difference?.eventId).toBe(eventId);
});

test('code that gives what the history has is no difference', () => {
  expect(explainDifference(historyOf('ab~.'), Array.from('ab~.', commandOf))).toBeUndefined();
});
