import { OncewardError } from './onceward-error.js';

/** A prebuilt workflow bundle was made from other durable modules than the worker runs. */
export class StaleBundle extends OncewardError {
  constructor({ bundle, worker }: { bundle: string | undefined; worker: string }) {
    super({
      code: 'StaleBundle',
      message: `The workflow bundle was made ${bundle === undefined ? 'without the Onceward plugin' : `from other durable modules (${bundle.slice(0, 12)})`} than this worker runs (${worker.slice(0, 12)}).`,
      hint: 'Build it again, with the same plugin: bundleWorkflowCode({ workflowsPath, plugins: [onceward] }).',
    });
  }

  static override isInstance(error: unknown): error is StaleBundle {
    return OncewardError.hasCode(error, 'StaleBundle');
  }
}
