import { copyFileSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startDevServer, type DevServer } from 'onceward/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requiredPackages, unpackPackage } from '../fixtures/harness/packed-package.ts';
import { runProgram } from '../fixtures/harness/run-program.ts';
import { temporaryProject, type TemporaryProject } from '../fixtures/harness/temporary-project.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const RUNNERS = join(REPOSITORY, 'test/fixtures/runners');
const projects: TemporaryProject[] = [];
let server: DevServer;

beforeAll(async () => {
  server = await startDevServer();
});

afterAll(async () => {
  projects.forEach((project) => project.remove());
  await server.stop();
});

function newProject(packages: readonly string[]): TemporaryProject {
  const made = temporaryProject(packages);
  projects.push(made);
  return made;
}

/** Starts a worker in a process of its own, which runs one workflow to its end. */
async function run(script: string, cwd: string, nodeArguments: readonly string[] = []): Promise<unknown> {
  const env = { TEMPORAL_ADDRESS: server.address };
  const output = await runProgram(process.execPath, [...nodeArguments, script], { cwd, env });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}

function expected(file: string, extension: '.ts' | '.js'): object {
  const step = { bytes: readFileSync(file).length, attempt: 1 };
  return { result: [step, step], extension, holdsSource: false };
}

/** The runner as a build gives it: JavaScript. */
async function compileInto(folder: string): Promise<string> {
  const options = [
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--strict',
    '--rewriteRelativeImportExtensions',
    '--types',
    'node',
    '--rootDir',
    RUNNERS,
  ];
  const tsc = join(REPOSITORY, 'node_modules/typescript/bin/tsc');
  await runProgram(
    process.execPath,
    [tsc, 'run-one.ts', 'workflows.ts', '--ignoreConfig', '--skipLibCheck', ...options, '--outDir', folder],
    {
      cwd: RUNNERS,
    },
  );
  return join(folder, 'run-one.js');
}

test('TypeScript as it is, in plain Node', async () => {
  const script = join(RUNNERS, 'run-one.ts');
  expect(await run(script, REPOSITORY)).toEqual(expected(script, '.ts'));
});

test('TypeScript under tsx', async () => {
  const script = join(RUNNERS, 'run-one.ts');
  expect(await run(script, REPOSITORY, ['--import', 'tsx'])).toEqual(expected(script, '.ts'));
});

test('compiled to JavaScript', async () => {
  const { folder } = newProject(['onceward', '@temporalio']);
  const script = await compileInto(join(folder, 'dist'));
  expect(await run(script, folder)).toEqual(expected(script, '.js'));
});

test("installed from the packed package, in pnpm's layout of links", async () => {
  const { folder, link } = newProject(['@temporalio']);
  const store = 'node_modules/.pnpm/onceward/node_modules';
  await unpackPackage(join(folder, 'packed'));
  await runProgram('mkdir', ['-p', store], { cwd: folder });
  await runProgram('mv', ['packed/package', `${store}/onceward`], { cwd: folder });
  for (const name of requiredPackages()) link(`${store}/${name}`, join(REPOSITORY, 'node_modules', name));
  link('node_modules/onceward', join(folder, store, 'onceward'));
  const built = await compileInto(join(folder, 'compiled'));
  for (const name of ['run-one.js', 'steps.js', 'workflows.js']) copyFileSync(join(built, '..', name), join(folder, name));
  const script = join(folder, 'run-one.js');
  expect(await run(script, folder)).toEqual(expected(script, '.js'));
});
