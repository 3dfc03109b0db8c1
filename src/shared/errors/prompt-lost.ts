import { OncewardError } from './onceward-error.js';

/** A model was to be asked, and no worker, store or history has the earlier part of its prompt any longer. */
export class PromptLost extends OncewardError {
  readonly step: string;

  constructor({ step, problem }: { step: string; problem: string }) {
    super({
      code: 'PromptLost',
      message: `The earlier part of a prompt of '${step}' was lost: ${problem}.`,
      hint: 'Give all workers one store, which keeps prompts beside results, and keep its objects as long as the runs that need them.',
    });
    this.step = step;
  }

  static override isInstance(error: unknown): error is PromptLost {
    return OncewardError.hasCode(error, 'PromptLost');
  }
}
