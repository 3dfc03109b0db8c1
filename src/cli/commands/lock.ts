import { CommandFailed } from '../grammar/command-failed.js';
import { defineCommand } from '../grammar/define-command.js';
import { compareLock, type LockChanges } from '../lock/compare-lock.js';
import { loadPlugin } from '../plugin/load-plugin.js';
import { LOCK_FILE, readLock, toLockedActivities, writeLock } from '../lock/lock-file.js';
import type { Style } from '../output/style.js';

export const lock = defineCommand({
  path: ['lock'],
  summary: `Records the activity types of the durable modules in ${LOCK_FILE}, or compares them with it`,
  options: {
    plugin: { type: 'string', value: 'file', required: true, summary: 'A file that exports `onceward`, the OncewardPlugin of the worker' },
    check: { type: 'boolean', summary: 'Write nothing; exit 1 when a type vanished or is new' },
  },
  details: [
    'Activity types stand in the histories of running workflows. Commit the file and run',
    '`onceward lock --plugin ./plugin.js --check` in CI: a renamed export without `aliases` is noticed before it is deployed.',
    'The plugin file is imported, so keep it apart from the file that starts the worker.',
  ].join('\n'),
  async run({ options: { plugin, check }, style }) {
    const current = toLockedActivities((await loadPlugin(plugin)).activityTypes());
    const recorded = readLock();
    if (check && recorded === undefined)
      throw new CommandFailed(`There is no ${LOCK_FILE} here.`, 'Write it once without --check, and commit it.');
    const changes = compareLock(recorded ?? [], current);
    if (!check) writeLock(current);
    const isSame = changes.vanished.length === 0 && changes.added.length === 0;
    return {
      ok: isSame || !check,
      data: { activities: current.length, ...changes },
      text: describe(changes, { check, style, count: current.length }),
    };
  },
});

interface Telling {
  readonly check: boolean;
  readonly count: number;
  readonly style: Style;
}

function describe({ vanished, added }: LockChanges, { check, count, style }: Telling): string {
  const lines = [
    ...vanished.map((type) => `${style('red', '-')} ${type} is gone`),
    ...added.map((type) => `${style('green', '+')} ${type} is new`),
  ];
  if (!check) return [...lines, `${LOCK_FILE} lists ${count} activity types.`].join('\n');
  if (lines.length === 0) return `${count} activity types, all as in ${LOCK_FILE}.`;
  const gone =
    vanished.length > 0
      ? ["A run that is under way may still call what is gone: after a rename, add the old id to the new one's `aliases`."]
      : [];
  return [...lines, ...gone, 'When this is meant, run the command without --check and commit the file.'].join('\n');
}
