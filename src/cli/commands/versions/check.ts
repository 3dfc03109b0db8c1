import { pluginOption } from '../../plugin/plugin-option.js';
import { defineCommand } from '../../grammar/define-command.js';
import { compareChanges } from '../../lock/compare-changes.js';
import { LOCK_FILE, placeInLock, requireLock } from '../../lock/lock-file.js';
import { toLockedChanges } from '../../lock/locked-change.js';
import type { Style } from '../../output/style.js';
import { checkSource, placeOf, readMentions, type Finding } from '../../versions/check-source.js';
import { loadChanges } from '../../versions/load-changes.js';
import { sourceFiles } from '../../versions/source-files.js';

const DEFAULT_SOURCE = 'src';

export const check = defineCommand({
  path: ['versions', 'check'],
  summary: `Compares the changes of the workflow code with where it uses them, and with ${LOCK_FILE}`,
  options: {
    plugin: pluginOption(', with its `changes`'),
    source: { type: 'string', value: 'folder', summary: `Where the workflow code is (default ${DEFAULT_SOURCE})` },
  },
  details: 'Needs no server. Exits 1 when it finds anything; each finding has its file and line. Nothing is changed.',
  async run({ options, style }) {
    const changes = await loadChanges(options.plugin);
    const lock = requireLock();
    const files = sourceFiles(options.source ?? DEFAULT_SOURCE);
    const mentions = await readMentions(files);
    const differences = compareChanges(lock.changes, toLockedChanges(changes)).map(({ change, problem, isWrong }) => ({
      ...(placeOf(mentions.definitions, change) ?? placeInLock(change)),
      change,
      problem: isWrong ? problem : `${problem}: run \`onceward lock\``,
    }));
    const findings = [...checkSource(mentions, changes), ...differences];
    const data = { changes: changes.length, files: files.length, findings };
    return { ok: findings.length === 0, data, text: describe(data, style) };
  },
});

interface Checked {
  readonly changes: number;
  readonly files: number;
  readonly findings: readonly Finding[];
}

function describe({ changes, files, findings }: Checked, style: Style): string {
  if (findings.length === 0) return `${changes} changes, used in ${files} files as they are defined, and as in ${LOCK_FILE}.`;
  const lines = findings.map(({ file, line, change, problem }) => {
    const place = file === undefined ? LOCK_FILE : `${file}:${line ?? 1}`;
    return `${style('red', '✖')} ${place}: ${change === undefined ? problem : `'${change}' ${problem}`}`;
  });
  return lines.join('\n');
}
