import { OncewardError } from './onceward-error.js';

/** A run under way would go on configured otherwise than it began, and its code says that it must not. */
export class ConfigDrifted extends OncewardError {
  /** What is different, in words. */
  readonly changes: readonly string[];

  constructor({ changes }: { readonly changes: readonly string[] }) {
    super({
      code: 'ConfigDrifted',
      message: `The run began configured otherwise than the code that goes on with it: ${changes.join('; ')}.`,
      hint: "Start it anew with what is deployed now. To let runs under way go on, take 'keep' or 'upgrade' in place of 'fail'.",
      details: { v: 1, changes: [...changes] },
    });
    this.changes = changes;
  }

  static override isInstance(error: unknown): error is ConfigDrifted {
    return OncewardError.hasCode(error, 'ConfigDrifted');
  }
}
