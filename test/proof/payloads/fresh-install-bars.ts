import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startDevServer } from 'onceward/testing';
import { packPackage } from '../../fixtures/harness/packed-package.ts';
import { runProgram } from '../../fixtures/harness/run-program.ts';
import { temporaryProject } from '../../fixtures/harness/temporary-project.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const PROGRAM = resolve(import.meta.dirname, '../../fixtures/fresh-install');
/** What the readme tells a user to install, and nothing else: the other peers come with it. */
const PACKAGES = ['@temporalio/worker', '@temporalio/client', '@temporalio/workflow'];

interface Installation {
  readonly name: string;
  /** What is run, one after the other, in an empty project. */
  readonly commands: (tarball: string) => readonly (readonly [program: string, ...words: string[]])[];
  /** How the outcome has to begin. */
  readonly expected: string;
}

const INSTALLATIONS: readonly Installation[] = [
  {
    name: 'npm install',
    commands: (tarball) => [['npm', 'install', '--no-audit', '--no-fund', tarball, ...PACKAGES]],
    expected: 'passed',
  },
  { name: 'pnpm add', commands: (tarball) => [['npx', '--yes', 'pnpm@10', 'add', tarball, ...PACKAGES]], expected: 'passed' },
  {
    name: 'npm install, and protobufjs 7 forced to the top',
    commands: (tarball) => [
      ['npm', 'install', '--no-audit', '--no-fund', tarball, ...PACKAGES],
      ['npm', 'install', '--no-audit', '--no-fund', '--force', 'protobufjs@7'],
    ],
    expected: "ExternalStorageBroken: Temporal's External Storage fails in this installation",
  },
];

async function outcomeOf({ commands }: Installation, address: string): Promise<string> {
  const project = temporaryProject([]);
  try {
    const tarball = await packPackage(project.folder);
    for (const [program, ...words] of commands(tarball)) await runProgram(program, words, { cwd: project.folder });
    for (const file of ['worker.ts', 'workflows.ts']) copyFileSync(join(PROGRAM, file), join(project.folder, file));
    const output = await runProgram(process.execPath, ['worker.ts'], { cwd: project.folder, env: { TEMPORAL_ADDRESS: address } });
    return /^outcome: (.*)$/m.exec(output)?.[1] ?? 'it said nothing';
  } finally {
    project.remove();
  }
}

/** The package as it would be published, in projects of its own, from the registry that npm is set up for. */
const freshInstallations = defineBar({
  area: 'payloads',
  bar: `new projects in which the self-test and 3 MB through External Storage do what they should: ${INSTALLATIONS.map(({ name }) => name).join('; ')}`,
  unit: 'projects',
  target: INSTALLATIONS.length,
  async measure() {
    const outcomes: string[] = [];
    let right = 0;
    for (const installation of INSTALLATIONS) {
      const server = await startDevServer();
      try {
        const outcome = await outcomeOf(installation, server.address);
        if (outcome.startsWith(installation.expected)) right += 1;
        outcomes.push(`${installation.name}: ${outcome}`);
      } finally {
        await server.stop();
      }
    }
    return { value: right, ok: right === INSTALLATIONS.length, note: outcomes.join('\n') };
  },
});

export const freshInstallBars: readonly Bar[] = [freshInstallations];
