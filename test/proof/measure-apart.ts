import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Bar } from './define-bar.ts';
import { unmeasured, type BarResult } from './measure-bar.ts';

const PROGRAM = fileURLToPath(new URL('../../scripts/measure-bars.ts', import.meta.url));

/**
 * Measures bars in a process of their own, which ends with whatever they leave running: a bar finds nothing of the bars before it, such as
 * Temporal's runtime, of which a process has one, or environment variables.
 */
export async function* measureApart(bars: readonly Bar[]): AsyncGenerator<BarResult> {
  // What bars and their libraries print goes to stderr; results have a channel of their own.
  const child = spawn(process.execPath, [PROGRAM, ...bars.map(nameOf)], { stdio: ['ignore', 2, 2, 'pipe'] });
  const ended = once(child, 'exit');
  const open = new Map(bars.map((bar) => [nameOf(bar), bar]));
  for await (const line of createInterface({ input: child.stdio[3] as Readable })) {
    const result = JSON.parse(line) as BarResult;
    open.delete(nameOf(result));
    yield result;
  }
  const [code, signal] = (await ended) as [number | null, NodeJS.Signals | null];
  for (const bar of open.values()) yield unmeasured(bar, new Error(`its process ended with ${signal ?? code} before`));
}

/** The name of a bar among all bars. */
export function nameOf({ area, bar }: Pick<Bar, 'area' | 'bar'>): string {
  return `${area}: ${bar}`;
}
