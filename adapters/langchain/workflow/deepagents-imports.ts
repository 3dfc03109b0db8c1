import { NotInWorkflow } from '../../../src/shared/errors/not-in-workflow.js';

/** Of Node's `path`, what patterns of file names are matched with: the agent's files are named as on Linux, wherever the worker runs. */
export const sep = '/';

export function basename(path: string): string {
  return path.slice(path.lastIndexOf(sep) + 1);
}

/** Of Node's `util`, for the words of an error. */
export function inspect(...values: readonly unknown[]): string {
  return values.map(String).join(' ');
}

/** Of LangSmith: a computer elsewhere for the agent's commands, which workflow code cannot ask. */
export function SandboxClient(): never {
  throw new NotInWorkflow({ what: 'A sandbox of LangSmith was asked' });
}

export class LangSmithSandboxError extends Error {}
export class LangSmithResourceNotFoundError extends Error {}
