import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * A Chromium for the tests of pages: `CHROMIUM`, one on the PATH, or Debian's, installed when this is root on Debian. Tests fail without one; they are not skipped.
 *
 * @throws Error that says how to get one
 */
export function findChromium(onProgress: (line: string) => void = () => undefined): string {
  const found = installed();
  if (found !== undefined) return found;
  onProgress('Installing Chromium with apt-get …');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...words: readonly string[]): string => {
    const { error, status, stderr } = spawnSync('apt-get', words, { encoding: 'utf8', env: environment });
    return status === 0 ? '' : (error?.message ?? stderr.trim().split('\n').at(-1) ?? '');
  };
  const problem = run('update') || run('install', '-y', '--no-install-recommends', 'chromium');
  const now = installed();
  if (now !== undefined) return now;
  throw new Error(`No Chromium was found, and apt-get could not install one (${problem}). Install it, or set CHROMIUM to the program.`);
}

/** The absolute path of the first that starts. */
function installed(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [process.env['CHROMIUM'] ?? '', ...NAMES].filter((name) => name !== '');
  const paths = candidates.flatMap((name) => (isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name))));
  return paths.find((path) => existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0);
}
