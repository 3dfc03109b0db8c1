import { classifyError } from 'onceward';
import { readRecordedErrors } from '../../fixtures/provider-errors/provider-error-cases.ts';
import { rehydrate } from '../../fixtures/provider-errors/rehydrate.ts';
import { hostileErrors } from '../../support/provider-errors/hostile-errors.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const LIMIT_MS = 5;
/** The fastest of these is what the error costs; the others tell how busy the machine is. */
const RUNS = 9;
const KINDS = ['model', 'tool', 'retrieval'] as const;

function everyError(): ReadonlyMap<string, unknown> {
  return new Map([...hostileErrors(), ...readRecordedErrors().map(({ id, error }) => [id, rehydrate(error)] as const)]);
}

const throws = defineBar({
  area: 'failures',
  bar: 'hostile errors that make classifyError throw',
  unit: 'errors',
  target: 0,
  async measure() {
    const errors = [...everyError()];
    const names = errors.filter(([, error]) => KINDS.some((kind) => doesThrow(() => classifyError(error, { kind, now: 0 }))));
    return { value: names.length, ok: names.length === 0, note: [`of ${errors.length}`, ...names.map(([name]) => name)].join('\n') };
  },
});

const slowest = defineBar({
  area: 'failures',
  bar: 'the slowest verdict on any error, 5 MB long ones among them',
  unit: 'ms',
  target: `< ${LIMIT_MS}`,
  async measure() {
    const costs = [...everyError()].map(([name, error]) => ({
      name,
      ms: fastestMs(() => classifyError(error, { kind: 'model', now: 0 })),
    }));
    const ranked = costs.toSorted((one, other) => other.ms - one.ms);
    const value = ranked[0]?.ms ?? Number.NaN;
    const note = ranked.slice(0, 3).map(({ name, ms }) => `${name}: ${ms} ms, the fastest of ${RUNS} runs`);
    return { value, ok: value < LIMIT_MS, note: note.join('\n') };
  },
});

function doesThrow(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}

function fastestMs(run: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const startedMs = performance.now();
    run();
    return performance.now() - startedMs;
  });
  return Math.min(...times);
}

export const fuzzBars: readonly Bar[] = [throws, slowest];
