import { setTimeout as sleep } from 'node:timers/promises';
import type { EffectsScene } from './effects-scene.ts';

/** Around the start of a job and its result: before the request, at the provider, id not recorded, polled, result not recorded. */
export const JOB_KILLS = ['J1', 'J2', 'J3', 'J4', 'J5'] as const;
export type JobKill = (typeof JOB_KILLS)[number];

/** What there is against a second job for a kill between the provider's taking the job and the record of its id. */
export const PROVIDERS = {
  'honours keys': { honoursKeys: true, environment: {} },
  'can be searched by key': { honoursKeys: false, environment: { FINDS: '1' } },
  'knows no keys': { honoursKeys: false, environment: {} },
} as const;
export type Provider = keyof typeof PROVIDERS;

/** Jobs paid for one step whose worker is killed at a moment, when the provider takes so long to say the id of a job. */
export async function jobsAfterKill(scene: EffectsScene, kill: JobKill, provider: Provider, startMs = 0): Promise<number> {
  const { service } = scene;
  const { honoursKeys, environment } = PROVIDERS[provider];
  service.reset();
  Object.assign(service.settings, { honoursKeys, jobMs: 600, startMs });
  let isCut = false;
  service.settings.cut = ({ method, path }) => {
    const isHere = method === 'POST' ? kill === 'J1' || kill === 'J2' : kill === 'J4' && path.startsWith('/jobs/');
    if (isCut || !isHere) return undefined;
    isCut = true;
    return kill === 'J1' ? 'before' : 'after';
  };
  const workers = await scene.employ(kill === 'J3' || kill === 'J5' ? { KILL_AT: kill } : {}, environment);
  await (await scene.start('ask', ['why?'])).result();
  await workers.end();
  if (workers.kills() !== 1) throw new Error(`The worker was killed ${workers.kills()} times at ${kill}, not once.`);
  return service.jobs.length;
}

/** Kills workers at random moments while many jobs are under way, and counts the jobs beyond one a question. */
export async function jobsUnderRandomKills(
  scene: EffectsScene,
  { questions, kills, provider }: { readonly questions: number; readonly kills: number; readonly provider: Provider },
): Promise<{ readonly repeated: number; readonly kills: number; readonly answers: number }> {
  const { service } = scene;
  const { honoursKeys, environment } = PROVIDERS[provider];
  service.reset();
  // Longer than all the kills take.
  Object.assign(service.settings, { honoursKeys, jobMs: kills * 3_000 });
  const workers = await scene.employ({}, environment);
  const handle = await scene.start(
    'ask',
    Array.from({ length: questions }, (_, number) => `question ${number}`),
  );
  for (let kill = 1; kill <= kills; kill += 1) {
    await sleep(Math.random() * 2_500);
    await workers.kill();
    while (workers.kills() < kill) await sleep(20);
  }
  const answers = (await handle.result()) as string[];
  await workers.end();
  return { repeated: service.jobs.length - questions, kills: workers.kills(), answers: new Set(answers).size };
}
