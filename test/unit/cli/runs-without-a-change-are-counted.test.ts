import { expect, test } from 'vitest';
import { changeQueries } from '../../../src/cli/versions/change-query.ts';

const CHANGE = { id: "it's-new", since: '2026-11-01', scope: 'run', state: 'active' } as const;

/** SQLite, which the development server has, counts a run without any change as one without this; Postgres, which compares with nothing there, does not. */
test('a run that has no change at all is without this one, whatever database visibility is in', () => {
  const { openWithout, closedWithout, openWith } = changeQueries(CHANGE, undefined);
  const lacks = "(TemporalChangeVersion IS NULL OR TemporalChangeVersion != 'onceward:it\\'s-new')";
  expect(openWithout).toBe(`CloseTime IS NULL AND ${lacks}`);
  expect(closedWithout).toBe(`CloseTime IS NOT NULL AND ${lacks}`);
  expect(openWith).toBe("CloseTime IS NULL AND TemporalChangeVersion = 'onceward:it\\'s-new'");
});

test('only runs of the named workflows and of the task queue count', () => {
  const { openWith } = changeQueries({ ...CHANGE, id: 'a', workflows: ['research', 'claim'] }, 'agents');
  expect(openWith).toBe(
    "WorkflowType IN ('research', 'claim') AND TaskQueue = 'agents' AND CloseTime IS NULL AND TemporalChangeVersion = 'onceward:a'",
  );
});
