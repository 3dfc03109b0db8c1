import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packPackage } from '../../fixtures/harness/packed-package.ts';
import { runProgram } from '../../fixtures/harness/run-program.ts';
import { temporaryProject } from '../../fixtures/harness/temporary-project.ts';
import { FRAMEWORK_RELEASES, LOOP_PACKAGES, type Framework } from './framework-releases.ts';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const NEEDED = ['@temporalio/worker', '@temporalio/client', '@temporalio/workflow', '@temporalio/envconfig', 'zod'];
/** What the programs that record and replay import. */
const COPIED = ['examples/patterns', 'examples/langchain-patterns', 'test/fixtures', 'test/support'];
const NOT_COPIED = /fixtures\/(histories|provider-errors|contract|artifacts)/;

/** Versions by package. */
export type Versions = Readonly<Record<string, string>>;

/** What came of the histories that were recorded with one release of a framework when they were replayed with another. */
export interface ComparedPair {
  readonly framework: Framework;
  /** `oldest`, `previous` (one release before the newest) or `newest`. */
  readonly recorded: string;
  readonly replayed: string;
  readonly recordedWith: Versions;
  readonly replayedWith: Versions;
  readonly histories: number;
  /** Those that are not replayed, and why. */
  readonly failed: readonly string[];
}

interface Project {
  readonly name: string;
  readonly folder: string;
  readonly versions: Versions;
  readonly remove: () => void;
}

/**
 * Records the agents and calls of a framework with its oldest release that is supported, its newest and the one before, each in a project of its own in which
 * the package is installed as it would be published, and replays the histories of each with the others.
 */
export async function comparePairs(framework: Framework): Promise<readonly ComparedPair[]> {
  const projects: Project[] = [];
  try {
    for (const { name, packages } of FRAMEWORK_RELEASES[framework]) projects.push(await install(name, packages));
    const newest = projects.at(-1);
    if (newest === undefined) return [];
    projects.splice(1, 0, await install('previous', await packagesBefore(framework, newest)));
    for (const { folder } of projects) await record(framework, folder);
    const pairs: ComparedPair[] = [];
    for (const from of projects) for (const to of projects) if (from !== to) pairs.push(await replay(framework, from, to));
    return pairs;
  } finally {
    for (const { remove } of projects) remove();
  }

  async function install(name: string, packages: readonly string[]): Promise<Project> {
    const { folder, remove } = temporaryProject([]);
    const tarball = await packPackage(folder);
    await runProgram('npm', ['install', '--no-audit', '--no-fund', tarball, ...NEEDED, ...packages], { cwd: folder });
    for (const path of COPIED)
      cpSync(join(REPOSITORY, path), join(folder, path), { recursive: true, filter: (source) => !NOT_COPIED.test(source) });
    return { name, folder, remove, versions: versionsIn(folder, LOOP_PACKAGES[framework]) };
  }
}

/** The newest packages, those of the loop one release back. */
async function packagesBefore(framework: Framework, { versions }: Project): Promise<readonly string[]> {
  const newest = FRAMEWORK_RELEASES[framework].find(({ name }) => name === 'newest')?.packages ?? [];
  const before = await Promise.all(
    Object.entries(versions).map(async ([name, version]) => `${name}@${await versionBefore(name, version)}`),
  );
  const isOfLoop = (spec: string): boolean => Object.keys(versions).some((name) => spec.startsWith(`${name}@`));
  return [...newest.filter((spec) => !isOfLoop(spec)), ...before];
}

async function versionBefore(name: string, version: string): Promise<string> {
  const all = JSON.parse(await runProgram('npm', ['view', name, 'versions', '--json'], { cwd: REPOSITORY })) as readonly string[];
  const released = all.filter((one) => !one.includes('-'));
  const before = released[released.indexOf(version) - 1];
  if (before === undefined) throw new Error(`Nothing was released of ${name} before ${version}.`);
  return before;
}

function versionsIn(folder: string, packages: readonly string[]): Versions {
  const versionOf = (name: string): string =>
    (JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
  return Object.fromEntries(packages.map((name) => [name, versionOf(name)]));
}

async function record(framework: Framework, folder: string): Promise<void> {
  const into = join(folder, 'histories');
  mkdirSync(into);
  const { unrecorded } = await run<{ unrecorded: readonly string[] }>(folder, 'record.ts', framework, into);
  if (unrecorded.length > 0) throw new Error(`These could not be recorded:\n${unrecorded.join('\n')}`);
}

async function replay(framework: Framework, from: Project, to: Project): Promise<ComparedPair> {
  const outcome = await run<{ replayed: number; failed: readonly string[] }>(
    to.folder,
    'replay.ts',
    framework,
    join(from.folder, 'histories'),
  );
  return {
    framework,
    recorded: from.name,
    replayed: to.name,
    recordedWith: from.versions,
    replayedWith: to.versions,
    histories: outcome.replayed + outcome.failed.length,
    failed: outcome.failed,
  };
}

async function run<Outcome>(folder: string, program: string, ...words: readonly string[]): Promise<Outcome> {
  const output = await runProgram(process.execPath, [join(folder, 'test/fixtures/compatibility', program), ...words], { cwd: folder });
  const [, outcome] = /^outcome: (.*)$/m.exec(output) ?? [];
  if (outcome === undefined) throw new Error(`${program} printed no outcome:\n${output}`);
  return JSON.parse(outcome) as Outcome;
}
