import { OncewardError } from 'onceward';
import { DemoFailed } from './demo-failed.ts';

/** Says why the demo ended: in plain words when a user can put it right, with its stack when the demo itself is wrong. */
export function reportFailure(error: unknown): void {
  if (error instanceof DemoFailed || OncewardError.isInstance(error)) console.error(`\n${error.message}`);
  else console.error(error);
}
