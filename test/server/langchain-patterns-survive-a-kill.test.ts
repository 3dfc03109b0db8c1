import { expect, test } from 'vitest';
import { LANGCHAIN_PATTERNS } from '../support/pattern-sets.ts';
import { runPatternWithKill } from '../support/run-pattern-with-kill.ts';

test('an agent whose worker is killed in the middle comes to its answer, and asks again only what was in flight', async () => {
  const { printed, requests, inFlight } = await runPatternWithKill(LANGCHAIN_PATTERNS, 'sql-agent', 3);

  expect(printed).toContain(LANGCHAIN_PATTERNS.answers['sql-agent']);
  expect(requests.size).toBe(4);
  expect([...requests].filter(([, times]) => times > 1)).toEqual([[inFlight, 2]]);
});
