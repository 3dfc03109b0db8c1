import { measureOversize, type RowOutcome, type ServerGeneration } from '../../support/oversize/measure-oversize.ts';
import { CROWDED_ROWS, OVERSIZE_ROWS, type OversizeRow } from '../../support/oversize/oversize-rows.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const MIB = 1_024 * 1_024;
const GENERATIONS: readonly ServerGeneration[] = ['up to 1.29', 'from 1.30 on'];
/** What a refused value, or a failure that was cut, may give. */
const TYPED: ReadonlySet<string> = new Set(['ok', 'PayloadTooLarge', 'ServerFailure', 'QueryNotRegisteredError', 'Error', 'Refused']);

const SIZES: readonly { readonly hasStore: boolean; readonly bytes: readonly number[] }[] = [
  { hasStore: true, bytes: [3 * MIB, 5 * MIB, 17 * MIB] },
  { hasStore: false, bytes: [3 * MIB, 5 * MIB] },
];

function rowsOf(hasStore: boolean, bytes: readonly number[]): readonly (readonly [OversizeRow, number])[] {
  const sized = bytes.flatMap((size) => OVERSIZE_ROWS.map((row) => [row, size] as const));
  return hasStore ? [...sized, ...CROWDED_ROWS.map((row) => [row, 0] as const)] : sized;
}

function oversizeBar(generation: ServerGeneration): Bar {
  return defineBar({
    area: 'payloads',
    bar: `rows of the oversize table that end a run, block it, pay twice, or give no typed error, on a server ${generation}`,
    unit: 'rows',
    target: 0,
    async measure() {
      const wrong: string[] = [];
      let all = 0;
      for (const { hasStore, bytes } of SIZES) {
        const rows = rowsOf(hasStore, bytes);
        const outcomes = await measureOversize({ generation, hasStore }, rows);
        all += outcomes.length;
        const named = outcomes.map((outcome, index) => ({ outcome, size: rows[index]?.[1] ?? 0 }));
        wrong.push(...named.filter(({ outcome }) => isWrong(outcome)).map(({ outcome, size }) => describe(outcome, size, hasStore)));
      }
      return { value: wrong.length, ok: wrong.length === 0 && all > 90, note: [`of ${all}`, ...wrong].join('\n') };
    },
  });
}

function isWrong({ outcome, problems }: RowOutcome): boolean {
  return problems.length > 0 || !TYPED.has(outcome);
}

function describe({ what, outcome, problems }: RowOutcome, size: number, hasStore: boolean): string {
  return `${what}, ${size / MIB} MiB, ${hasStore ? 'with' : 'without'} a store: ${[outcome, ...problems].join('; ')}`;
}

export const oversizeBars: readonly Bar[] = GENERATIONS.map(oversizeBar);
