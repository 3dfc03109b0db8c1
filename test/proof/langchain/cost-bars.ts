import { loadavg } from 'node:os';
import { measureWorkflowHeap } from '../../../bench/measure/measure-workflow-heap.ts';
import { measureDurable } from '../../../bench/measure/measure-durable.ts';
import { inBenchScene } from '../chain/bench-runs.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const RUNS = 3;
/** Each step is a call of the model and one of a tool; one more call of the model ends the run. */
const MODEL_CALLS = 125;
const MOST_CPU_S = 2.6;

const replayCpu = defineBar({
  area: 'langchain',
  bar: `CPU of the replay of a createAgent run of ${MODEL_CALLS} model calls and ${MODEL_CALLS - 1} tool calls from its first event (median of ${RUNS} runs)`,
  unit: 's',
  target: `≤ ${MOST_CPU_S}`,
  async measure() {
    const seconds = await inBenchScene(async (scene) => {
      const found: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const { replayCpuMs = Number.NaN } = await measureDurable(scene, { caseName: 'langchain', steps: MODEL_CALLS - 1 });
        found.push(replayCpuMs / 1_000);
      }
      return found;
    });
    const value = seconds.toSorted((one, other) => one - other)[Math.floor(RUNS / 2)] ?? Number.NaN;
    const single = seconds.map((each) => each.toFixed(2)).join(', ');
    return { value, ok: value <= MOST_CPU_S, note: `${single}; load ${loadavg()[0]?.toFixed(1)}` };
  },
});

const WORKFLOWS = 5;
const MOST_HEAP_BYTES = 3_000_000;
/** 63 calls of the model and 62 of tools. */
const CALLS_BEFORE = 63;

const heapPerWorkflow = defineBar({
  area: 'langchain',
  bar: `heap per cached workflow whose createAgent waits for an answer after 125 calls of model and tools (mean of ${WORKFLOWS})`,
  unit: 'bytes',
  target: `≤ ${MOST_HEAP_BYTES}`,
  async measure() {
    const options = { caseName: 'langchain', workflows: WORKFLOWS };
    const begun = await inBenchScene((scene) => measureWorkflowHeap(scene, { ...options, modelCalls: 2 }));
    const value = await inBenchScene((scene) => measureWorkflowHeap(scene, { ...options, modelCalls: CALLS_BEFORE }));
    return { value, ok: value <= MOST_HEAP_BYTES, note: `after two calls of the model: ${begun}` };
  },
});

export const costBars: readonly Bar[] = [replayCpu, heapPerWorkflow];
