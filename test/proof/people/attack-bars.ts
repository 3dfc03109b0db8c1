import { openScene } from '../../fixtures/harness/open-scene.ts';
import { PEOPLE_WORKFLOWS, peoplePlugin } from '../../fixtures/people/people-plugin.ts';
import { attack, ATTACKS, openTarget, type Attack, type Outcome, type Target } from '../../support/approval-attacks.ts';
import { defineBar, type Measurement } from '../define-bar.ts';

async function measureAttacks(): Promise<Measurement> {
  const scene = await openScene({ workflows: PEOPLE_WORKFLOWS, plugin: peoplePlugin() });
  try {
    const target = await openTarget(scene);
    const taken: string[] = [];
    for (const one of ATTACKS) {
      const problem = await problemOf(one, target);
      if (problem !== undefined) taken.push(`${one.name}: ${problem}`);
    }
    const statuses = [...new Set(ATTACKS.map(({ status }) => status))].toSorted((one, other) => one - other).join(', ');
    const note = taken.length === 0 ? `each with its status (${statuses}), a plain reason, no event in history` : taken.join('; ');
    return { value: ATTACKS.length - taken.length, ok: taken.length === 0, note };
  } finally {
    await scene.close();
  }
}

async function problemOf(one: Attack, target: Target): Promise<string | undefined> {
  const { status, message, newEvents, stillWaits }: Outcome = await attack(one, target);
  if (status !== one.status) return `answered with ${status}, not ${one.status}`;
  if (!one.says.test(message)) return `said '${message}'`;
  if (newEvents !== 0) return `left ${newEvents} events in history`;
  return stillWaits ? undefined : 'decided the request';
}

export const attackBars = [
  defineBar({
    area: 'people',
    bar: 'attacks on an approval over HTTP that are refused: forged, expired, other run, wrong person, edit outside the schema, 5 MB comment, other site',
    unit: 'attacks',
    target: ATTACKS.length,
    measure: measureAttacks,
  }),
];
