import { OncewardError } from './onceward-error.js';

/** Two durable things would be the same activity type. */
export class DuplicateActivity extends OncewardError {
  readonly activityType: string;

  constructor({ activityType, one, other }: { activityType: string; one: string; other: string }) {
    super({
      code: 'DuplicateActivity',
      message: `Two durable things are both ${activityType}: ${one} and ${other}.`,
      hint: 'Give one of them an `id`, or open one of the modules with durableModule(import.meta.url, { prefix }).',
    });
    this.activityType = activityType;
  }

  static override isInstance(error: unknown): error is DuplicateActivity {
    return OncewardError.hasCode(error, 'DuplicateActivity');
  }
}
