import { LANGCHAIN_PATTERNS } from '../../support/pattern-sets.ts';
import { runPatternWithKill } from '../../support/run-pattern-with-kill.ts';
import { defineBar } from '../define-bar.ts';

/** The third request of each is in the middle of its loop. */
const KILLED = ['sql-agent', 'evaluator-optimizer', 'chat-memory', 'map-reduce'];
const KILL_AT = 3;

export const patternKillBar = defineBar({
  area: 'langchain',
  bar: 'requests paid twice, or answers lost, by agents of the quickstarts whose worker is killed in the middle (SIGKILL), beyond the one in flight',
  unit: 'requests',
  target: 0,
  async measure() {
    const notes: string[] = [];
    let failed = 0;
    for (const name of KILLED) {
      const { printed, requests, inFlight } = await runPatternWithKill(LANGCHAIN_PATTERNS, name, KILL_AT);
      const again = [...requests].reduce((sum, [request, times]) => sum + times - (request === inFlight ? 2 : 1), 0);
      // Calls made side by side are in flight together.
      const most = name === 'map-reduce' ? 2 : 0;
      const isAnswered = printed.includes(LANGCHAIN_PATTERNS.answers[name] ?? 'no answer is known');
      failed += Math.max(0, again - most) + (isAnswered ? 0 : 1);
      notes.push(`${name}: ${requests.size} requests, in flight ${1 + Math.max(0, again)}${isAnswered ? '' : ', another answer'}`);
    }
    return { value: failed, ok: failed === 0, note: notes.join('; ') };
  },
});
