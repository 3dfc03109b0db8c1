import { EDITS, type Edit, type Effect } from '../../support/edits/edits.ts';
import { openEditScene } from '../../support/edits/edit-scene.ts';
import { reportOf, type EditReport } from '../../support/edits/report-of.ts';
import { defineBar, type Measurement } from '../define-bar.ts';

/** Each edit is a bundle and a replay of its own. */
const TIMEOUT_MS = 40 * 60_000;
/** Each is a process at a time. */
const AT_ONCE = 2;
const SILENT_SHARE = 0.8;

let measured: Promise<readonly EditReport[]> | undefined;

async function measureAll(): Promise<readonly EditReport[]> {
  const scene = await openEditScene();
  const reports: EditReport[] = [];
  const queue = [...EDITS];
  const work = async (): Promise<void> => {
    for (let edit = queue.shift(); edit !== undefined; edit = queue.shift()) reports.push(await reportOf(scene, edit));
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    scene.close();
  }
  return reports;
}

async function reportsOf(effect: Effect): Promise<readonly EditReport[]> {
  return (await (measured ??= measureAll())).filter(({ edit }) => edit.effect === effect);
}

const namesOf = (reports: readonly { readonly edit: Edit }[]): string => reports.map(({ edit }) => edit.what).join('; ');

async function measureReported(effect: 'breaking' | 'silent', share: number): Promise<Measurement> {
  const reports = await reportsOf(effect);
  const [found, missed] = [reports.filter(({ hasPlace }) => hasPlace), reports.filter(({ hasPlace }) => !hasPlace)];
  const near = found.filter(({ isNear }) => isNear).length;
  const note = `${near} of them name the edited line or one beside it; not told with file and line: ${namesOf(missed) || 'none'}`;
  return { value: `${found.length} of ${reports.length}`, ok: found.length >= share * reports.length, note };
}

async function measureAlarms(): Promise<Measurement> {
  const reports = await reportsOf('safe');
  const alarms = reports.filter(({ findings }) => findings.length > 0);
  const said = alarms.map(({ edit, findings }) => `${edit.what}: ${findings.join(', ')}`).join('; ');
  return { value: alarms.length, ok: alarms.length === 0, note: `${reports.length} safe edits${said === '' ? '' : `; ${said}`}` };
}

export const editBars = [
  defineBar({
    area: 'versions',
    bar: 'edits that break runs under way, told before the deploy with file and line',
    unit: 'edits',
    target: 'all',
    timeoutMs: TIMEOUT_MS,
    measure: () => measureReported('breaking', 1),
  }),
  defineBar({
    area: 'versions',
    bar: 'edits that a replay takes and that runs under way notice, told before the deploy with file and line',
    unit: 'edits',
    target: '≥ 80 %',
    timeoutMs: TIMEOUT_MS,
    measure: () => measureReported('silent', SILENT_SHARE),
  }),
  defineBar({
    area: 'versions',
    bar: 'alarms over edits that change nothing for runs under way',
    unit: 'alarms',
    target: 0,
    timeoutMs: TIMEOUT_MS,
    measure: measureAlarms,
  }),
];
