import { OncewardError } from './onceward-error.js';

/** On replay, changed workflow code was handed the recorded result of another call. */
export class ResultMisassigned extends OncewardError {
  readonly activityType: string;

  constructor({ activityType, key, otherCall }: { activityType: string; key: string; otherCall: string }) {
    super({
      code: 'ResultMisassigned',
      message: `The recorded result of ${activityType} (${otherCall}) would go to another call of it (${key}).`,
      hint: 'The workflow code changed the order of these calls while the run was under way. Deploy the old order again, or version the change.',
    });
    this.activityType = activityType;
  }

  static override isInstance(error: unknown): error is ResultMisassigned {
    return OncewardError.hasCode(error, 'ResultMisassigned');
  }
}
