import { OncewardError } from './onceward-error.js';

/** Workflow code imports a module that cannot work there: one that needs Node, or a client of a service. */
export class ImportRefused extends OncewardError {
  /** From the file of the workflows to the module: who imports whom. */
  readonly chain: readonly string[];

  constructor({ problem, chain, hint }: { problem: string; chain: readonly string[]; hint: string }) {
    super({
      code: 'ImportRefused',
      message: `Workflow code imports '${chain.at(-1) ?? ''}', ${problem} (${chain.join(' → ')}).`,
      hint,
    });
    this.chain = chain;
  }

  static override isInstance(error: unknown): error is ImportRefused {
    return OncewardError.hasCode(error, 'ImportRefused');
  }
}
