import { cellText } from '../../support/chaos/chaos-table.ts';
import { isKept } from '../../support/chaos/chaos-cell.ts';
import { brokenPromises, runGeneratedSteps } from '../../support/chaos/generated-steps.ts';
import { measureMatrix } from '../../support/chaos/measure-chaos.ts';
import { killAtRandom } from '../../support/chaos/random-kills.ts';
import { deployDuringCalls } from '../../support/crash-scenarios.ts';
import { withKillableScene } from '../../support/killable-scene.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const CALLS_IN_FLIGHT = 50;
const STEPS = 10_000;
const SEED = 1;
/** Each kill costs the start of a process. */
const KILLS = Number(process.env['CHAOS_KILLS'] ?? 300);
const HOUR_MS = 60 * 60_000;

const matrix = defineBar({
  area: 'failures',
  bar: 'the chaos matrix (kills, standstill, server killed, network faults, resets, reruns; every kind of step): cells that break the promise',
  unit: 'cells',
  target: 0,
  timeoutMs: HOUR_MS,
  async measure() {
    const cells = await measureMatrix();
    const broken = cells.filter((cell) => !isKept(cell));
    const note = [`of ${cells.length}`, ...broken.map((cell) => `${cell.event}, ${cell.kind}: ${cellText(cell)}`)].join('\n');
    return { value: broken.length, ok: broken.length === 0, note };
  },
});

const deploy = defineBar({
  area: 'failures',
  bar: `calls repeated or lost by rolling SIGTERM over ${CALLS_IN_FLIGHT} calls in flight`,
  unit: 'calls',
  target: 0,
  async measure() {
    const { repeated, lost, exitCodes } = await withKillableScene((scene) => deployDuringCalls(scene, CALLS_IN_FLIGHT, 2));
    const value = repeated + lost;
    return { value, ok: value === 0 && exitCodes.every((code) => code === 0), note: `exit codes ${exitCodes.join(', ')}` };
  },
});

const generatedSteps = defineBar({
  area: 'failures',
  bar: `what broke a promise over ${STEPS} generated steps, while workers are killed, stopped and replaced, the server is killed and the network fails`,
  unit: 'of all promises',
  target: 0,
  timeoutMs: 2 * HOUR_MS,
  async measure() {
    const audit = await runGeneratedSteps({ steps: STEPS, seed: SEED });
    const broken = brokenPromises(audit);
    const { steps, executions, repeated, unexplained, openCalls, questions, workflows, troubles, falseConflicts } = audit;
    const counted = `${steps} steps, ${executions} calls, ${repeated} repeated (${unexplained} without an event) of ${openCalls} that an event left open, ${questions} questions`;
    const value = Object.values(broken).reduce((sum, count) => sum + count, 0);
    const isEveryTrouble = Object.values(troubles).every((times) => times > 0);
    const notes = [counted, JSON.stringify(broken), JSON.stringify(workflows), JSON.stringify(troubles), ...falseConflicts];
    return { value, ok: value === 0 && steps >= STEPS && repeated <= openCalls && isEveryTrouble, note: notes.join('\n') };
  },
});

const randomKills = defineBar({
  area: 'failures',
  bar: `paid twice + lost over ${KILLS} kills at random milliseconds`,
  unit: 'of both',
  target: 0,
  timeoutMs: 2 * HOUR_MS,
  async measure() {
    const { paidTwice, lost, repeats, openCalls, steps, calls } = await killAtRandom(KILLS);
    const note = `${steps} steps, ${calls} calls, ${repeats} repeated of ${openCalls} that a kill left open`;
    return { value: paidTwice + lost, ok: paidTwice + lost === 0 && repeats <= openCalls, note };
  },
});

export const chaosBars: readonly Bar[] = [matrix, deploy, generatedSteps, randomKills];
