import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { BAR_GROUPS } from './bars.ts';
import { defineBar, type Bar } from './define-bar.ts';
import { measureApart } from './measure-apart.ts';
import { measureBars, type BarResult } from './measure-bar.ts';
import { runProof, type ProofRequest } from './run-proof.ts';
import { findLeaks } from './slice/bundle-lines.ts';

const met = defineBar({ area: 'slice', bar: 'history', unit: 'KB', target: '≤ 200', measure: async () => ({ value: 199.9996, ok: true }) });
const missed = defineBar({
  area: 'slice',
  bar: 'calls',
  unit: 'calls',
  target: 9,
  measure: async () => ({ value: 10, ok: false, note: 'step 3\nstep 4' }),
});
const broken = defineBar({
  area: 'chain',
  bar: 'resume',
  unit: 's',
  target: '≤ 15',
  measure: () => Promise.reject(new Error('no server')),
});
const endless = defineBar({ ...broken, bar: 'endless', timeoutMs: 20, measure: () => new Promise<never>(() => undefined) });

async function prove(
  bars: readonly Bar[],
  request: Partial<ProofRequest> = {},
): Promise<{ exitCode: number; lines: string[]; remarks: string[] }> {
  const lines: string[] = [];
  const remarks: string[] = [];
  const sinks = { print: (line: string) => void lines.push(line), remark: (line: string) => void remarks.push(line) };
  return {
    exitCode: await runProof({ groups: [bars], measure: measureBars, area: undefined, json: false, ...sinks, ...request }),
    lines,
    remarks,
  };
}

describe('the proof', () => {
  test('prints what was measured beside the target, unrounded, and the load', async () => {
    const { exitCode, lines, remarks } = await prove([met]);
    expect(exitCode).toBe(0);
    expect(lines).toEqual(['✔ slice  history: 199.9996 KB (target ≤ 200 KB)']);
    expect(remarks[0]).toMatch(/^load before: \d+\.\d\d /);
  });

  test('fails when one bar is missed, and measures the others all the same', async () => {
    const { exitCode, lines } = await prove([missed, met]);
    expect(exitCode).toBe(1);
    expect(lines).toEqual([
      '✖ slice  calls: 10 calls (target 9 calls)\n    step 3\n    step 4',
      '✔ slice  history: 199.9996 KB (target ≤ 200 KB)',
    ]);
  });

  test('says so when a bar cannot be measured or takes too long, and fails', async () => {
    const { exitCode, lines } = await prove([broken, endless]);
    expect(exitCode).toBe(1);
    expect(lines).toEqual([
      '✖ chain  resume: not measured (target ≤ 15 s)\n    could not be measured: no server',
      '✖ chain  endless: not measured (target ≤ 15 s)\n    could not be measured: it took longer than 0.02 s',
    ]);
  });

  test('prints one JSON object a line with --json, and nothing else there', async () => {
    const { lines } = await prove([met, broken], { json: true });
    const command = 'npm run proof -- slice';
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { area: 'slice', bar: 'history', value: 199.9996, unit: 'KB', target: '≤ 200', ok: true, command },
      expect.objectContaining({ value: null, ok: false, note: 'could not be measured: no server' }),
    ]);
  });

  test('measures only the area that was named, and refuses one without bars', async () => {
    expect((await prove([met, broken], { area: 'slice' })).lines).toHaveLength(1);
    expect(await prove([met], { area: 'slise' })).toMatchObject({
      exitCode: 2,
      lines: [],
      remarks: ["There are no bars for 'slise'. Areas with bars: slice."],
    });
  });

  test('measures only the bars whose name holds the words that were given, and names all when none does', async () => {
    expect((await prove([met, missed], { area: 'slice', words: 'hist' })).lines).toEqual([
      '✔ slice  history: 199.9996 KB (target ≤ 200 KB)',
    ]);
    expect(await prove([met, missed], { area: 'slice', words: 'histry' })).toMatchObject({
      exitCode: 2,
      lines: [],
      remarks: ["No bar of 'slice' is called 'histry'. Its bars:\n  history\n  calls"],
    });
  });
});

test('the command itself starts in plain Node, outside of the test runner', async () => {
  const proof = fileURLToPath(new URL('../../scripts/proof.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [proof, 'slice', 'no such bar'], { encoding: 'utf8' });
  expect(stderr).toMatch(/^No bar of 'slice' is called 'no such bar'\. Its bars:\n/);
  expect(status).toBe(2);
});

test('bars of one group share a process, those of another have one of their own', async () => {
  const seen: string[][] = [];
  const measure = (bars: readonly Bar[]): AsyncIterable<BarResult> => {
    seen.push(bars.map(({ bar }) => bar));
    return measureBars(bars);
  };
  await prove([], { groups: [[met, missed], [broken], [met]], measure, area: 'slice' });
  expect(seen).toEqual([['history', 'calls'], ['history']]);
});

test('a bar is measured in a process of its own, and one that it ends without is not ok', async () => {
  const [words] = BAR_GROUPS.flat();
  if (words === undefined) throw new Error('There are no bars.');
  const results: BarResult[] = [];
  for await (const result of measureApart([words, met])) results.push(result);
  expect(results).toEqual([
    expect.objectContaining({ bar: words.bar, value: 0, ok: true }),
    expect.objectContaining({ bar: met.bar, value: null, ok: false, note: 'could not be measured: its process ended with 0 before' }),
  ]);
});

test('every bar has a name of its own in its area', () => {
  const names = BAR_GROUPS.flat().map(({ area, bar }) => `${area}: ${bar}`);
  expect(new Set(names).size).toBe(names.length);
});

test('a bundle with the source of a durable module is noticed, in the code and in the source map', () => {
  const source = readFileSync(new URL('../fixtures/agent/tools.ts', import.meta.url), 'utf8');
  const clean = { code: '', sources: [{ name: '/x/agent/tools.ts', content: 'export const lookUp = create0({});' }] };
  expect(findLeaks(clean).found).toEqual([]);
  expect(findLeaks({ ...clean, code: `const a = "canary-in-the-source-of-tools";` }).found).toEqual(["'canary-in-the-source-of-tools'"]);
  expect(findLeaks({ code: '', sources: [{ name: '/x/agent/tools.ts', content: source }] }).found.length).toBeGreaterThan(15);
});
