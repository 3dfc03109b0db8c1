import { pluginOption } from '../plugin/plugin-option.js';
import { defineCommand } from '../grammar/define-command.js';
import { compareChanges, type ChangeDifference } from '../lock/compare-changes.js';
import { compareLock, type LockChanges } from '../lock/compare-lock.js';
import { loadPlugin } from '../plugin/load-plugin.js';
import { LOCK_FILE, readLock, requireLock, toLock, writeLock } from '../lock/lock-file.js';
import type { Style } from '../output/style.js';

export const lock = defineCommand({
  path: ['lock'],
  summary: `Records the activity types and changes of a worker in ${LOCK_FILE}, or compares them with it`,
  options: {
    plugin: pluginOption(),
    check: { type: 'boolean', summary: 'Write nothing; exit 1 when anything vanished, is new or is another' },
  },
  details: [
    'Activity types stand in the histories of running workflows. Commit the file and run',
    '`onceward lock --plugin ./plugin.js --check` in CI: a renamed export without `aliases` is noticed before it is deployed.',
    'The plugin file is imported, so keep it apart from the file that starts the worker.',
  ].join('\n'),
  async run({ options: { plugin, check }, style }) {
    const current = toLock(await loadPlugin(plugin));
    const recorded = check ? requireLock() : readLock();
    const found = compareLock(recorded?.activities ?? [], current.activities);
    const changes = compareChanges(recorded?.changes ?? [], current.changes);
    if (!check) writeLock(current);
    const isSame = found.vanished.length === 0 && found.added.length === 0 && changes.length === 0;
    return {
      ok: isSame || !check,
      data: { activities: current.activities.length, ...found, ...(changes.length > 0 && { changes }) },
      text: describe({ ...found, changes }, { check, style, count: current.activities.length }),
    };
  },
});

interface Found extends LockChanges {
  readonly changes: readonly ChangeDifference[];
}

interface Telling {
  readonly check: boolean;
  readonly count: number;
  readonly style: Style;
}

function describe({ vanished, added, changes }: Found, { check, count, style }: Telling): string {
  const lines = [
    ...vanished.map((type) => `${style('red', '-')} ${type} is gone`),
    ...added.map((type) => `${style('green', '+')} ${type} is new`),
    ...changes.map(({ change, problem, isWrong }) => `${isWrong ? style('red', '✖') : style('green', '+')} change ${change} ${problem}`),
  ];
  if (!check) return [...lines, `${LOCK_FILE} lists ${count} activity types.`].join('\n');
  if (lines.length === 0) return `${count} activity types, all as in ${LOCK_FILE}.`;
  const gone =
    vanished.length > 0
      ? [
          "A run that is under way may still call what is gone, and its replay asks for it by that name. After a rename keep the old name as `id`, or version the calls and add it to the new one's `aliases`.",
        ]
      : [];
  return [...lines, ...gone, 'When this is meant, run the command without --check and commit the file.'].join('\n');
}
