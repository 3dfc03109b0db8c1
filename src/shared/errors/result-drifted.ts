import { OncewardError } from './onceward-error.js';

/** On replay, a step with `drift: 'fail'` sends another input than its recorded result was made from. */
export class ResultDrifted extends OncewardError {
  readonly activityType: string;

  constructor({ activityType, key }: { activityType: string; key: string }) {
    super({
      code: 'ResultDrifted',
      message: `The recorded result of ${activityType} (${key}) was made from another input than the code sends now.`,
      hint: "The workflow code was changed while the run was under way. Deploy the old input again, version the change, or state `drift: 'warn'` for this step.",
    });
    this.activityType = activityType;
  }

  static override isInstance(error: unknown): error is ResultDrifted {
    return OncewardError.hasCode(error, 'ResultDrifted');
  }
}
