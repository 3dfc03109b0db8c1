import { CommandFailed } from '../../grammar/command-failed.js';
import { defineCommand } from '../../grammar/define-command.js';
import { alignColumns } from '../../output/align-columns.js';
import { toOneLine } from '../../output/one-line.js';
import type { Style } from '../../output/style.js';
import { withServer } from '../../server/connect-to-server.js';
import { readDeployment, type Build, type BuildState } from '../../versions/read-deployment.js';

const MEANINGS: Readonly<Record<BuildState, string>> = {
  unknown: 'the server does not say',
  inactive: 'it has workers, and no run goes to it yet',
  current: 'new runs begin on it',
  ramping: 'a share of the new runs begins on it',
  draining: 'open runs are pinned to it: keep its workers',
  drained: 'no open run needs it: its workers can be stopped',
};

export const builds = defineCommand({
  path: ['versions', 'builds'],
  summary: 'Says which builds of a worker deployment still have open runs, and which workers can be stopped',
  arguments: { deployment: { summary: 'Its name: `deployment` of OncewardPlugin' } },
  options: { build: { type: 'string', value: 'id', summary: 'Only this build; exit 1 unless it is drained' } },
  details:
    'Temporal looks whether a build is drained every few minutes. Closed runs can be queried only while workers of their build are there.',
  async run({ arguments: { deployment }, options, style }) {
    const all = await withServer((server) => readDeployment(server, deployment));
    const chosen = options.build === undefined ? all : all.filter(({ buildId }) => buildId === options.build);
    if (chosen.length === 0 && options.build !== undefined) {
      const known = all.map(({ buildId }) => buildId).join(', ');
      throw new CommandFailed(`'${toOneLine(deployment)}' has no build '${toOneLine(options.build)}'. It has ${known}.`);
    }
    const ok = options.build === undefined || chosen.every(({ state }) => state === 'drained');
    return { ok, data: chosen, text: describe(chosen, style) };
  },
});

function describe(chosen: readonly Build[], style: Style): string {
  const titles = ['BUILD', 'STATE', 'SINCE', ''].map((title) => style('bold', title));
  return alignColumns([titles, ...chosen.map(({ buildId, state, createdAt }) => [toOneLine(buildId), state, createdAt, MEANINGS[state]])]);
}
