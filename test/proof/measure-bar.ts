import type { Bar, Measurement } from './define-bar.ts';

const DEFAULT_TIMEOUT_MS = 15 * 60_000;

/** One line of the proof, as `--json` prints it. */
export interface BarResult {
  readonly area: string;
  readonly bar: string;
  /** Null when it could not be measured. */
  readonly value: number | string | null;
  readonly unit: string;
  readonly target: number | string;
  readonly ok: boolean;
  /** Measures it again. */
  readonly command: string;
  readonly note?: string;
}

/** Measures a bar. Never throws: what cannot be measured is a result that says so and is not ok. */
export async function measureBar({ area, bar, unit, target, measure, timeoutMs = DEFAULT_TIMEOUT_MS }: Bar): Promise<BarResult> {
  const { value, ok, note } = await withTimeout(measure, timeoutMs).catch(notMeasured);
  return { area, bar, value, unit, target, ok, command: commandOf(area), ...(note !== undefined && { note }) };
}

/** Measures bars in this process, one after the other. */
export async function* measureBars(bars: readonly Bar[]): AsyncGenerator<BarResult> {
  for (const bar of bars) yield await measureBar(bar);
}

/** The result of a bar that `error` kept from being measured. */
export function unmeasured({ area, bar, unit, target }: Bar, error: unknown): BarResult {
  return { area, bar, unit, target, command: commandOf(area), ...notMeasured(error) };
}

function commandOf(area: string): string {
  return `npm run proof -- ${area}`;
}

function notMeasured(error: unknown): Omit<Measurement, 'value'> & { readonly value: null } {
  return { value: null, ok: false, note: `could not be measured: ${error instanceof Error ? error.message : String(error)}` };
}

async function withTimeout(measure: () => Promise<Measurement>, timeoutMs: number): Promise<Measurement> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`it took longer than ${timeoutMs / 1_000} s`)), timeoutMs);
  });
  try {
    return await Promise.race([measure(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
