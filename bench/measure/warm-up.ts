import type { AgentTask } from '../load/agent-task.ts';

/** Run before each measurement, so that loading and compiling code is not counted. Its seed, and so its text, is its own. */
export const WARM_UP: AgentTask = { steps: 2, seed: 1 };
