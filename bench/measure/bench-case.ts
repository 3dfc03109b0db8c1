import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { OncewardPlugin, OncewardPluginOptions } from 'onceward/worker';
import type { AgentTask } from '../load/agent-task.ts';

export type CaseStores = Pick<OncewardPluginOptions, 'store' | 'journal' | 'compression'>;

/** What a variant of a case changes; it goes to other processes as JSON. */
export type CaseOptions = Pick<OncewardPluginOptions, 'compression'> & { readonly store?: 'none' };

/** An agent to measure: a folder of `bench/cases/` with `workflows.ts`, which exports `agent`, and `onceward.ts`. */
interface BenchCase {
  readonly workflowsPath: string;
  /** The plugin of the worker with its stores; without them, of the bundler and of a replay. */
  readonly createPlugin: (stores?: CaseStores) => OncewardPlugin;
  /** The same agent in this process, without Temporal. */
  readonly runPlain: (task: AgentTask) => Promise<string>;
}

const CASES = new URL('../cases/', import.meta.url);

export function caseNames(): readonly string[] {
  return readdirSync(CASES).sort();
}

export async function loadCase(name: string): Promise<BenchCase> {
  const workflows = new URL(`${name}/workflows.ts`, CASES);
  const { createPlugin } = (await import(`../cases/${name}/onceward.ts`)) as Pick<BenchCase, 'createPlugin'>;
  return {
    workflowsPath: fileURLToPath(workflows),
    createPlugin,
    async runPlain(task) {
      const { agent } = (await import(workflows.href)) as { agent: BenchCase['runPlain'] };
      return agent(task);
    },
  };
}
