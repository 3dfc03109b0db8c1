import { DEFAULT_POLICIES } from 'onceward';
import {
  deployDuringCalls,
  killAt,
  killInFanOut,
  KINDS,
  REQUESTS_AT,
  requestsBesideABlockedLoop,
  secondsToResume,
} from '../../support/crash-scenarios.ts';
import type { KillPoint } from '../../support/crash-scenarios.ts';
import { withKillableScene } from '../../support/killable-scene.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const HEARTBEAT_SECONDS = (DEFAULT_POLICIES.model.heartbeatMs ?? 0) / 1_000;
const WORKFLOW_TASK_SECONDS = 10;
const GRACE_SECONDS = 5;

const killPoints = defineBar({
  area: 'slice',
  bar: 'K1…K5 of a model call, a tool and a write: cells of the matrix that differ from the promise',
  unit: 'of 15 cells',
  target: 0,
  measure: () =>
    withKillableScene(async (scene) => {
      const wrong: string[] = [];
      for (const kind of KINDS) {
        for (const [point, promised] of Object.entries(REQUESTS_AT) as [KillPoint, number][]) {
          const { requests, rows } = await killAt(scene, kind, point);
          if (requests !== promised || rows !== (kind === 'write' ? 1 : 0))
            wrong.push(`${kind} ${point}: ${requests} requests, ${rows} rows`);
        }
      }
      return { value: wrong.length, ok: wrong.length === 0, ...(wrong.length > 0 && { note: wrong.join('; ') }) };
    }),
});

const gracefulDeploy = defineBar({
  area: 'slice',
  bar: 'calls repeated by SIGTERM in the middle of ten',
  unit: 'calls',
  target: 0,
  async measure() {
    const { repeated, exitCode } = await withKillableScene((scene) => deployDuringCalls(scene, 10));
    return { value: repeated, ok: repeated === 0 && exitCode === 0, note: `the worker ended with code ${exitCode}` };
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
    const value = await withKillableScene((scene) => requestsBesideABlockedLoop(scene, 15_000), { HEARTBEAT: `${HEARTBEAT_SECONDS}s` });
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
      const value = await withKillableScene((scene) => secondsToResume(scene, where), { HEARTBEAT: heartbeat });
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
