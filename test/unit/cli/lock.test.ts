import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli, type CliRun } from './run-cli.ts';

let folder: string;

beforeEach(() => {
  // Below the package, so that the user's files find it by its name.
  folder = mkdtempSync(join(import.meta.dirname, '.lock-'));
  write(
    'plugin.mjs',
    `import { OncewardPlugin } from 'onceward/worker'; import * as tools from './tools.mjs'; export const onceward = new OncewardPlugin({ modules: [tools] });`,
  );
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string): void {
  writeFileSync(join(folder, name), content);
}

function writeTools(body: string): void {
  write('tools.mjs', `import { durableModule } from 'onceward'; const durable = durableModule(import.meta.url);\n${body}`);
}

function lock(...words: string[]): Promise<CliRun> {
  return runCli(['lock', '--plugin', './plugin.mjs', ...words], { folder });
}

const readLock = (): unknown => JSON.parse(readFileSync(join(folder, 'onceward.lock.json'), 'utf8'));

test('the lock file lists the activity types in order, with former names', async () => {
  writeTools(`export const write = durable(async () => 1, { aliases: ['writeCrm'] }); export const read = durable(async () => 2);`);
  expect((await lock()).exitCode).toBe(0);
  expect(readLock()).toEqual({
    version: 1,
    activities: [{ activityType: 'function.read' }, { activityType: 'function.write', aliases: ['function.writeCrm'] }],
  });
  expect((await lock('--check')).stdout).toBe('2 activity types, all as in onceward.lock.json.\n');
});

test('a rename without an alias fails the check by name, and writes nothing', async () => {
  writeTools(`export const writeCrm = durable(async () => 1);`);
  await lock();
  const before = readLock();
  writeTools(`export const write = durable(async () => 1);`);
  const { exitCode, stdout } = await lock('--check');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('- function.writeCrm is gone\n+ function.write is new');
  expect(stdout).toContain('`aliases`');
  expect(readLock()).toEqual(before);
});

test('a rename with an alias leaves nothing gone', async () => {
  writeTools(`export const writeCrm = durable(async () => 1);`);
  await lock();
  writeTools(`export const write = durable(async () => 1, { aliases: ['writeCrm'] });`);
  expect(JSON.parse((await lock('--check', '--json')).stdout)).toEqual({ activities: 1, vanished: [], added: ['function.write'] });
});

test('a check without a lock file, or with a broken one, says so', async () => {
  writeTools(`export const read = durable(async () => 2);`);
  expect(await lock('--check')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('There is no onceward.lock.json here.') });
  write('onceward.lock.json', '{"version":2}');
  expect(await lock('--check')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is no lock file of version 1') });
});

test('a file without a plugin, or one that cannot be loaded, says so', async () => {
  write('plugin.mjs', 'export const plugin = 1;');
  expect((await lock()).stderr).toBe('./plugin.mjs exports no OncewardPlugin as `onceward`; it exports plugin.\n');
  write('plugin.mjs', 'throw new Error("no key in the environment");');
  expect((await lock()).stderr).toBe('./plugin.mjs could not be loaded: no key in the environment\n');
});
