import { DEFAULT_POLICIES } from 'onceward';
import { deployDuringCalls, killInFanOut, requestsBesideABlockedLoop, secondsToResume } from '../../support/crash-scenarios.ts';
import type { ChaosCell } from '../../support/chaos/chaos-cell.ts';
import { KILL_POINTS, killEveryKindAt } from '../../support/chaos/kill-points.ts';
import { STEP_KINDS } from '../../support/chaos/step-kinds.ts';
import { EVERY_KIND, withKillableScene } from '../../support/killable-scene.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const HEARTBEAT_SECONDS = (DEFAULT_POLICIES.model.heartbeatMs ?? 0) / 1_000;
const WORKFLOW_TASK_SECONDS = 10;
const GRACE_SECONDS = 5;

const killPoints = defineBar({
  area: 'slice',
  bar: 'K1…K5 of every kind of step: cells of the matrix that differ from the promise',
  unit: `of ${STEP_KINDS.length * KILL_POINTS.length} cells`,
  target: 0,
  measure: () =>
    withKillableScene(async (scene) => {
      const cells: ChaosCell[] = [];
      for (const point of KILL_POINTS) cells.push(...(await killEveryKindAt(scene, point)));
      const wrong = cells.filter(({ calls, mayRepeat, lost }) => calls !== 1 + mayRepeat || lost > 0);
      const note = wrong.map(({ event, kind, calls }) => `${event} ${kind}: ${calls} calls`).join('; ');
      return { value: wrong.length, ok: wrong.length === 0, ...(wrong.length > 0 && { note }) };
    }, EVERY_KIND),
});

const gracefulDeploy = defineBar({
  area: 'slice',
  bar: 'calls repeated by SIGTERM in the middle of ten',
  unit: 'calls',
  target: 0,
  async measure() {
    const { repeated, exitCodes } = await withKillableScene((scene) => deployDuringCalls(scene, 10));
    return { value: repeated, ok: repeated === 0 && exitCodes[0] === 0, note: `the worker ended with code ${exitCodes[0]}` };
  },
});

const fanOut = defineBar({
  area: 'slice',
  bar: 'items issued again after a kill at 3 of 12',
  unit: 'items',
  target: 9,
  async measure() {
    const again = await withKillableScene((scene) => killInFanOut(scene, 12, 3));
    return { value: again.length, ok: again.length === 9 && new Set(again).size === 9 };
  },
});

const blockedLoop = defineBar({
  area: 'slice',
  bar: 'provider requests of a model call beside a synchronous tool of 15 s',
  unit: 'requests',
  target: 1,
  async measure() {
    const value = await withKillableScene((scene) => requestsBesideABlockedLoop(scene, 15_000), { heartbeat: `${HEARTBEAT_SECONDS}s` });
    return { value, ok: value === 1 };
  },
});

function resume(where: 'activity' | 'workflow task' | 'wait', limitSeconds: number, heartbeat: string): Bar {
  return defineBar({
    area: 'slice',
    bar: `resumed after a kill in ${where === 'wait' ? 'a wait of the worker that has the run in memory' : `an ${where}`.replace('an workflow', 'a workflow')}`,
    unit: 's',
    target: limitSeconds,
    async measure() {
      const value = await withKillableScene((scene) => secondsToResume(scene, where), { heartbeat });
      return { value, ok: value <= limitSeconds };
    },
  });
}

export const crashBars: readonly Bar[] = [
  killPoints,
  gracefulDeploy,
  fanOut,
  blockedLoop,
  resume('activity', HEARTBEAT_SECONDS + GRACE_SECONDS, `${HEARTBEAT_SECONDS}s`),
  resume('workflow task', WORKFLOW_TASK_SECONDS + GRACE_SECONDS, '10s'),
  resume('wait', WORKFLOW_TASK_SECONDS + GRACE_SECONDS, '10s'),
];
