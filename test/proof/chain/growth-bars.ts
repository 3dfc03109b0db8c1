import { defineBar, type Bar } from '../define-bar.ts';
import { bytesPerStep, inBenchScene, measureVariant, runOf, variantOf, type OwnVariant } from './bench-runs.ts';

const STEPS = 100;
const LONG_STEPS = 300;
const MOST_GROWTH = 0.02;
const MOST_STORED = 1.1;

const MOST_BYTES: Readonly<Record<OwnVariant, number>> = {
  onceward: 3_600,
  'onceward-zstd': 2_900,
  'onceward-langchain': 4_000,
  'onceward-langchain-zstd': 3_300,
  'onceward-no-store': 20_500,
};

function bytesBar(variant: OwnVariant): Bar {
  const most = MOST_BYTES[variant];
  return defineBar({
    area: 'chain',
    bar: `history a step, ${variant}, at ${STEPS} steps`,
    unit: 'bytes',
    target: `≤ ${most}`,
    async measure() {
      const value = bytesPerStep(await runOf(variant, STEPS));
      return { value, ok: value <= most };
    },
  });
}

function flatBar(variant: OwnVariant): Bar {
  return defineBar({
    area: 'chain',
    bar: `history a step at ${LONG_STEPS} steps, beside that at ${STEPS}, ${variant}`,
    unit: 'share more or less',
    target: `≤ ${MOST_GROWTH}`,
    async measure() {
      const [long, short] = [bytesPerStep(await runOf(variant, LONG_STEPS)), bytesPerStep(await runOf(variant, STEPS))];
      const value = Math.abs(long / short - 1);
      return { value, ok: value <= MOST_GROWTH, note: `${long} and ${short} bytes` };
    },
  });
}

const stored = defineBar({
  area: 'chain',
  bar: `bytes in the store, beside those of all that was said (the last prompt and the last answer), at ${STEPS} steps`,
  unit: 'times',
  target: `≤ ${MOST_STORED}`,
  async measure() {
    const { storeBytes = Number.NaN, lastPromptBytes = Number.NaN, storePuts } = await runOf('onceward', STEPS);
    const value = storeBytes / lastPromptBytes;
    return { value, ok: value <= MOST_STORED, note: `${storeBytes} bytes in ${storePuts} writes; the last prompt has ${lastPromptBytes}` };
  },
});

const LARGE = { steps: 200, resultBytes: 100_000, most: 4_500 };

const largeResults = defineBar({
  area: 'chain',
  bar: `history a step with tool results of ${LARGE.resultBytes / 1_000} KB, at ${LARGE.steps} steps`,
  unit: 'bytes',
  target: `≤ ${LARGE.most}`,
  async measure() {
    const run = await inBenchScene((scene) => {
      const environment = { ...scene.environment, BENCH_RESULT_BYTES: String(LARGE.resultBytes) };
      return measureVariant({ ...scene, environment }, variantOf('onceward'), LARGE.steps);
    });
    const value = bytesPerStep(run);
    return { value, ok: value <= LARGE.most && run.modelCalls === LARGE.steps + 1, note: `${run.storeBytes} bytes in the store` };
  },
});

export const growthBars: readonly Bar[] = [
  ...(Object.keys(MOST_BYTES) as OwnVariant[]).map(bytesBar),
  flatBar('onceward'),
  flatBar('onceward-langchain'),
  largeResults,
  stored,
];
