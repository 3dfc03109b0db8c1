import type { DurableStep } from '../registry/durable-step.js';

/** A standstill is reported when the loop turns again, when the step that caused it may have ended; this long is enough for the report. */
const REMEMBERED_MS = 5_000;

interface Run {
  readonly step: DurableStep;
  endedAtMs: number;
}

/** Which steps run in the main thread now, and which did a while ago. */
export class RunningSteps {
  readonly #runs = new Set<Run>();

  /** Remembers a step for as long as `fn` runs. */
  async track<Result>(step: DurableStep, fn: () => Promise<Result>): Promise<Result> {
    const run: Run = { step, endedAtMs: Infinity };
    this.#runs.add(run);
    try {
      return await fn();
    } finally {
      run.endedAtMs = performance.now();
      setTimeout(() => this.#runs.delete(run), REMEMBERED_MS).unref();
    }
  }

  /** The steps that ran at some time since then, each once. */
  since(startMs: number): readonly DurableStep[] {
    return [...new Set([...this.#runs].filter(({ endedAtMs }) => endedAtMs >= startMs).map(({ step }) => step))];
  }
}
