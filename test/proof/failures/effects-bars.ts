import { JOB_KILLS, jobsAfterKill, jobsUnderRandomKills, PROVIDERS, type Provider } from '../../support/job-crashes.ts';
import { startEffectsScene, type EffectsScene } from '../../support/effects-scene.ts';
import { sagaWithKills, wrongRows } from '../../support/saga-crashes.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const RANDOM_KILLS = 20;
const QUESTIONS = 10;

async function withScene<Result>(use: (scene: EffectsScene) => Promise<Result>): Promise<Result> {
  const scene = await startEffectsScene();
  try {
    return await use(scene);
  } finally {
    await scene.stop();
  }
}

const sagas = defineBar({
  area: 'failures',
  bar: 'sagas of three writes, killed before and after each request, refused and not: rows that are wrong',
  unit: 'of 16 runs',
  target: 0,
  measure: () =>
    withScene(async (scene) => {
      const wrong: string[] = [];
      for (const refused of [true, false]) {
        for (let request = 1; request <= (refused ? 5 : 3); request += 1) {
          for (const cut of ['before', 'after'] as const) {
            const outcome = await sagaWithKills(scene, { refused, cut: (number) => (number === request ? cut : undefined) });
            if (wrongRows(outcome, refused) > 0 || outcome.kills !== 1) wrong.push(`${cut} ${request}: ${JSON.stringify(outcome)}`);
          }
        }
      }
      return { value: wrong.length, ok: wrong.length === 0, ...(wrong.length > 0 && { note: wrong.join('\n') }) };
    }),
});

const jobKills = defineBar({
  area: 'failures',
  bar: 'jobs paid again after a kill at J1…J5, at a provider that honours keys or can be searched by key',
  unit: 'of 10 jobs',
  target: 0,
  measure: () =>
    withScene(async (scene) => {
      const paid = async (provider: Provider): Promise<string[]> => {
        const cells: string[] = [];
        for (const kill of JOB_KILLS) cells.push(`${kill} ${await jobsAfterKill(scene, kill, provider)}`);
        return cells;
      };
      const lines: string[] = [];
      let again = 0;
      for (const provider of Object.keys(PROVIDERS) as Provider[]) {
        const cells = await paid(provider);
        lines.push(`one that ${provider}: ${cells.join(', ')}`);
        if (provider !== 'knows no keys') again += cells.filter((cell) => !cell.endsWith(' 1')).length;
      }
      return { value: again, ok: again === 0, note: `jobs paid by kill point\n${lines.join('\n')}` };
    }),
});

const randomKills = defineBar({
  area: 'failures',
  bar: `jobs paid again over ${RANDOM_KILLS} kills at random moments of ${QUESTIONS} jobs`,
  unit: 'jobs',
  target: 0,
  measure: () =>
    withScene(async (scene) => {
      const provider = 'can be searched by key';
      const { repeated, kills, answers } = await jobsUnderRandomKills(scene, { questions: QUESTIONS, kills: RANDOM_KILLS, provider });
      return {
        value: repeated,
        ok: repeated === 0 && answers === QUESTIONS && kills === RANDOM_KILLS,
        note: `${kills} kills, ${answers} answers`,
      };
    }),
});

export const effectsBars: readonly Bar[] = [sagas, jobKills, randomKills];
