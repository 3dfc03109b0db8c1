import type { DurableStep } from '../registry/durable-step.js';

/** Logs what adapters have to say about the steps that a worker performs, a line each. */
export async function warnAtStart(steps: readonly DurableStep[], logger: { warn(message: string): void }): Promise<void> {
  for (const step of steps) {
    const where = `'${step.exportName}' of ${step.file}`;
    for (const { problem, remedy } of (await step.warnings?.()) ?? []) logger.warn(`${where}: ${problem}. ${remedy}`);
  }
}
