import { IN_A_DURABLE_MODULE } from '../outside/durable-way.js';
import { OncewardError } from './onceward-error.js';

/** A module that workflow code imports throws while it is loaded in the sandbox, so that no run could ever begin. */
export class WorkflowsNotLoadable extends OncewardError {
  /** From the file of the workflows to the module that threw: who imports whom. */
  readonly chain: readonly string[];

  constructor({ problem, chain, hint, cause }: { problem: string; chain: readonly string[]; hint?: string; cause?: unknown }) {
    const place = chain.length === 0 ? 'the workflows' : `'${chain.at(-1) ?? ''}'`;
    super({
      code: 'WorkflowsNotLoadable',
      message: `Loading ${place} in the workflow sandbox failed: ${problem}${chain.length < 2 ? '' : ` (${chain.join(' → ')})`}.`,
      hint: hint ?? hintFor(problem),
      ...(cause !== undefined && { cause }),
    });
    this.chain = chain;
  }

  static override isInstance(error: unknown): error is WorkflowsNotLoadable {
    return OncewardError.hasCode(error, 'WorkflowsNotLoadable');
  }
}

function hintFor(problem: string): string {
  const [, missing] = /^ReferenceError: (\w+) is not defined/.exec(problem) ?? [];
  const what = missing === undefined ? 'The sandbox has no Node, no network and no environment' : `The sandbox has no ${missing}`;
  return `${what}. ${IN_A_DURABLE_MODULE}; for types only, write \`import type\`.`;
}
