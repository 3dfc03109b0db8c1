/**
 * Runs a command under a Node.js new enough for the toolchain: `node scripts/with-node.mjs <script> [arguments]`.
 *
 * On a machine whose Node is older, the pinned release is fetched once from the npm registry (as `node-<platform>-<arch>`)
 * into the cache folder and used from there. Plain JavaScript without dependencies: it has to run on the old Node, before `npm ci`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const PINNED_NODE = '24.21.0';
const windows = process.platform === 'win32';

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 11) || (major === 22 && minor >= 18);
}

function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'onceward', `node-${PINNED_NODE}`);
}

function fetchPinnedNode() {
  const folder = cacheFolder();
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  const binary = join(folder, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(binary)) return binary;
  console.error(`Node.js ${process.versions.node} is too old for the toolchain; getting Node.js ${PINNED_NODE} once …`);
  mkdirSync(folder, { recursive: true });
  const install = ['install', '--prefix', folder, '--no-save', '--no-package-lock', '--ignore-scripts', `${name}@${PINNED_NODE}`];
  const result = spawnSync('npm', install, { stdio: ['ignore', 'ignore', 'inherit'], shell: windows });
  if (result.status !== 0 || !existsSync(binary)) {
    console.error(`Could not get ${name}@${PINNED_NODE} from the npm registry. Install Node.js 24 and run the command again.`);
    process.exit(1);
  }
  return binary;
}

const node = isNewEnough(process.versions.node) ? process.execPath : fetchPinnedNode();
const environment = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
const child = spawn(node, process.argv.slice(2), { stdio: 'inherit', env: environment });
// Ctrl-C reaches the whole group by itself; a SIGTERM to this process alone is passed on.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => {
  if (signal) process.kill(process.pid, signal);
  else process.exit(code ?? 1);
});
