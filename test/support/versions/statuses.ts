import { setTimeout as pause } from 'node:timers/promises';
import { runCli } from '../../unit/cli/run-cli.ts';
import { PLAN, stateIn, statusAfter } from './deploy-plan.ts';

/** Visibility follows a run by a moment. */
const SETTLE_MS = 15_000;

interface Reported {
  readonly id: string;
  readonly openWithout: number;
  readonly openWith: number;
  readonly isSafe: boolean;
  readonly breaks: number;
}

/** What `versions status` said that is not so; nothing when all of it is. */
export async function wrongStatuses(deploy: number, folder: string, address: string): Promise<readonly string[]> {
  const expected = expectedReports(deploy);
  if (expected.length === 0) return [];
  for (const end = Date.now() + SETTLE_MS; ; await pause(200)) {
    const { exitCode, stdout, stderr } = await runCli(['versions', 'status', '--plugin', './plugin.mjs', '--json'], {
      folder,
      environment: { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'default' },
    });
    if (stderr !== '') return [`deploy ${deploy}: ${stderr}`];
    const said = (JSON.parse(stdout) as readonly Reported[]).map(toLine);
    const wrong = expected
      .filter((line) => !said.includes(line))
      .map((line) => `deploy ${deploy}: expected ${line}, got ${said.join('; ')}`);
    if (wrong.length === 0 && exitCode === 0) return [];
    if (Date.now() > end) return wrong.length > 0 ? wrong : [`deploy ${deploy}: exit code ${exitCode}`];
  }
}

/** How many reports there are to be right or wrong. */
export function expectedReports(deploy: number): readonly string[] {
  return PLAN.filter((change) => stateIn(change, deploy) !== undefined).map((change) =>
    toLine({ id: change.id, breaks: 0, ...statusAfter(change, deploy) }),
  );
}

function toLine({ id, openWithout, openWith, isSafe, breaks }: Reported): string {
  return `${id}: ${openWithout} open without, ${openWith} with, next step ${isSafe ? 'safe' : 'not safe'}, ${breaks} broken`;
}
