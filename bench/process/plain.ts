/** Runs the agent of one case without Temporal: `node plain.ts <case>`. */
import { loadCase } from '../measure/bench-case.ts';
import type { AgentTask } from '../load/agent-task.ts';
import { serveParent } from './serve-parent.ts';

export interface PlainRun {
  readonly answer: string;
  readonly wallMs: number;
  readonly cpu: NodeJS.CpuUsage;
}

const [name = ''] = process.argv.slice(2);
const { runPlain } = await loadCase(name);
serveParent<AgentTask>(async (task): Promise<PlainRun> => {
  const [before, startedMs] = [process.cpuUsage(), performance.now()];
  const answer = await runPlain(task);
  return { answer, wallMs: performance.now() - startedMs, cpu: process.cpuUsage(before) };
});
