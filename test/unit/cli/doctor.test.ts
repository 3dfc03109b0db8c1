import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { frameworks } from '../../../src/cli/doctor/checks/frameworks.ts';
import { sideEffects } from '../../../src/cli/doctor/checks/side-effects.ts';
import { store } from '../../../src/cli/doctor/checks/store.ts';
import { kept } from '../../fixtures/doctor/store.ts';
import { nodeVersion } from '../../../src/cli/doctor/checks/node-version.ts';
import { protobuf } from '../../../src/cli/doctor/checks/protobuf.ts';
import { temporalPackages } from '../../../src/cli/doctor/checks/temporal-packages.ts';
import { defineCheck, type Check, type CheckResult } from '../../../src/cli/doctor/define-check.ts';
import { createDoctorContext } from '../../../src/cli/doctor/create-doctor-context.ts';
import { fitsRange } from '../../../src/cli/doctor/packages/version-range.ts';
import { runChecks } from '../../../src/cli/doctor/run-checks.ts';
import { runCli } from './run-cli.ts';

const manifest = {
  version: '1.0.0',
  engines: { node: '>=22.15' },
  peerDependencies: { '@temporalio/client': '^1.23.0', '@temporalio/common': '^1.23.0', ai: '^7.0.59', protobufjs: '^8.7.1' },
  peerDependenciesMeta: { ai: { optional: true } },
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onceward-doctor-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Puts a package into the project: `install('a/node_modules/b', '1.0.0', ['c'])`. */
function install(path: string, version: string, dependencies: readonly string[] = []): void {
  const place = path === '.' ? folder : join(folder, 'node_modules', path);
  mkdirSync(place, { recursive: true });
  const name = path.replace(/^.*node_modules\//, '');
  const content = { name, version, dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, '*'])) };
  writeFileSync(join(place, 'package.json'), JSON.stringify(content));
}

async function look(check: Check): Promise<CheckResult> {
  return check.run(createDoctorContext({ folder, manifest, taskQueue: undefined, plugin: undefined, runs: undefined }));
}

function installTemporal(): void {
  install('.', '0.0.0', ['@temporalio/client', '@temporalio/common', '@temporalio/proto', 'agent', 'ai']);
  install('@temporalio/client', '1.24.0', ['@temporalio/common', '@temporalio/proto']);
  install('@temporalio/common', '1.24.0', ['protobufjs', '@temporalio/proto']);
  install('@temporalio/proto', '1.24.0', ['protobufjs']);
  install('protobufjs', '8.7.1');
}

describe('Temporal packages', () => {
  test('are fine as one copy of one version', async () => {
    installTemporal();
    expect(await look(temporalPackages)).toEqual({ ok: true, detail: '3 packages, all 1.24.0, one copy of each' });
  });

  test('that are not installed come with the line that installs them', async () => {
    install('.', '0.0.0');
    expect(await look(temporalPackages)).toEqual({
      ok: false,
      detail: 'not installed: @temporalio/client, @temporalio/common',
      fix: 'npm install @temporalio/client@^1.23.0 @temporalio/common@^1.23.0',
    });
  });

  test('of two versions are reported with the place of the odd one', async () => {
    installTemporal();
    install('agent', '1.0.0', ['@temporalio/common']);
    install('agent/node_modules/@temporalio/common', '1.20.0');
    const { ok, detail } = await look(temporalPackages);
    expect(ok).toBe(false);
    expect(detail).toMatch(/1\.20\.0 \(@temporalio\/common in .*agent\/node_modules\/@temporalio\/common\)/);
  });

  test('are fine beside what is built on them and has a version of its own, unless that brings a copy of them', async () => {
    installTemporal();
    install('agent', '1.0.0', ['@temporalio/ai-sdk']);
    install('@temporalio/ai-sdk', '1.23.0', ['@temporalio/common']);
    expect(await look(temporalPackages)).toEqual({ ok: true, detail: '3 packages, all 1.24.0, one copy of each' });
    install('@temporalio/ai-sdk/node_modules/@temporalio/common', '1.23.0');
    expect(await look(temporalPackages)).toMatchObject({ ok: false });
  });

  test('in two copies of one version are reported with both places', async () => {
    installTemporal();
    install('agent', '1.0.0', ['@temporalio/common']);
    install('agent/node_modules/@temporalio/common', '1.24.0');
    const { ok, detail } = await look(temporalPackages);
    expect(ok).toBe(false);
    expect(detail).toMatch(/^several copies: .*agent\/node_modules/);
    expect(detail.match(/@temporalio\/common in/g)).toHaveLength(2);
  });

  test('that only lie about, reached by nothing, are no second copy, and neither is a second link to one', async () => {
    installTemporal();
    install('stranger/node_modules/@temporalio/common', '1.20.0');
    install('agent', '1.0.0', ['@temporalio/common']);
    const link = join(folder, 'node_modules/agent/node_modules/@temporalio/common');
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(folder, 'node_modules/@temporalio/common'), link);
    expect((await look(temporalPackages)).ok).toBe(true);
  });

  test('too old for this package are reported with what it needs', async () => {
    install('.', '0.0.0', ['@temporalio/client', '@temporalio/common']);
    install('@temporalio/client', '1.22.0');
    install('@temporalio/common', '1.22.0');
    expect(await look(temporalPackages)).toMatchObject({ ok: false, detail: '1.22.0 (needs ^1.23.0)' });
  });
});

describe('protobufjs', () => {
  test('is fine when common and proto see one new enough copy', async () => {
    installTemporal();
    expect(await look(protobuf)).toEqual({ ok: true, detail: '8.7.1 (needs ^8.7.1), one copy' });
  });

  test('is not fine when proto has a copy of its own', async () => {
    installTemporal();
    install('@temporalio/proto/node_modules/protobufjs', '8.8.0');
    expect((await look(protobuf)).detail).toMatch(/^several copies: .*proto\/node_modules\/protobufjs/);
  });

  test('is not fine when it is too old or missing', async () => {
    installTemporal();
    install('protobufjs', '7.5.0');
    expect(await look(protobuf)).toEqual({ ok: false, detail: '7.5.0 (needs ^8.7.1), one copy', fix: 'npm install protobufjs@^8.7.1' });
    rmSync(join(folder, 'node_modules/protobufjs'), { recursive: true });
    expect(await look(protobuf)).toMatchObject({ ok: false, detail: '@temporalio/common finds none' });
  });
});

describe('frameworks', () => {
  test('may be missing', async () => {
    installTemporal();
    expect(await look(frameworks)).toEqual({ ok: true, detail: 'none installed' });
  });

  test('must be of a version that fits', async () => {
    installTemporal();
    install('ai', '7.1.0');
    expect(await look(frameworks)).toEqual({ ok: true, detail: 'ai 7.1.0 (needs ^7.0.59)' });
    install('ai', '5.0.0');
    expect(await look(frameworks)).toEqual({ ok: false, detail: 'ai 5.0.0 (needs ^7.0.59)', fix: "npm install 'ai@^7.0.59'" });
  });
});

test('a Node.js below what package.json asks for is not fine', async () => {
  expect((await look(nodeVersion)).ok).toBe(true);
  const context = createDoctorContext({
    folder,
    manifest: { ...manifest, engines: { node: '>=99' } },
    taskQueue: undefined,
    plugin: undefined,
    runs: undefined,
  });
  expect(await nodeVersion.run(context)).toMatchObject({ ok: false, fix: 'Install Node.js >=99; 24 is a good choice.' });
});

describe('side effects', () => {
  const plugin = new URL('../../fixtures/once/plugin-with-and-without.ts', import.meta.url).pathname;

  test('of tools and functions that state none are listed: they run at least once', async () => {
    const context = createDoctorContext({ folder, manifest, taskQueue: undefined, plugin, runs: undefined });
    expect(await sideEffects.run(context)).toMatchObject({
      ok: true,
      detail: 'at least once, because they state no sideEffect: function.sendMail',
      fix: expect.stringContaining("'once' for a write") as string,
    });
  });

  test('are looked at only when a plugin was named', () => {
    expect(
      sideEffects.appliesTo?.(createDoctorContext({ folder, manifest, taskQueue: undefined, plugin: undefined, runs: undefined })),
    ).toBe(false);
  });
});

describe('a store', () => {
  const lookAt = (name: string) => {
    const plugin = new URL(`../../fixtures/doctor/${name}.ts`, import.meta.url).pathname;
    return runChecks([store], createDoctorContext({ folder, manifest, taskQueue: undefined, plugin, runs: undefined }));
  };

  test('is written, read and deleted from, as a worker does, and nothing stays in it', async () => {
    const detail = "'memory' (the memory of this process) can be written, read and deleted from";
    expect(await lookAt('store')).toMatchObject([{ ok: true, detail }]);
    for await (const { key } of kept.list('')) expect(key).toBe('nothing');
  });

  test('that may be read and not written is not fine', async () => {
    expect(await lookAt('read-only-store')).toMatchObject([
      { ok: false, detail: "not checked: The store 'memory' (here) refuses. Grant s3:PutObject." },
    ]);
  });

  test('need not be there', async () => {
    expect(await lookAt('no-store')).toMatchObject([{ ok: true, detail: 'none: everything is in history' }]);
  });
});

test('a check that throws is reported as not made, and the others go on', async () => {
  const throws = defineCheck({ id: 'one', title: 'One', run: () => Promise.reject(new Error('no\nway')) });
  const left = defineCheck({ id: 'two', title: 'Two', appliesTo: () => false, run: () => ({ ok: true, detail: '' }) });
  const fine = defineCheck({ id: 'three', title: 'Three', run: () => ({ ok: true, detail: 'fine' }) });
  const reports = await runChecks(
    [throws, left, fine],
    createDoctorContext({ folder, manifest, taskQueue: undefined, plugin: undefined, runs: undefined }),
  );
  expect(reports).toEqual([
    { id: 'one', title: 'One', ok: false, detail: 'not checked: no way' },
    { id: 'three', title: 'Three', ok: true, detail: 'fine' },
  ]);
});

test.each([
  ['22.15.0', '>=22.15', true],
  ['22.14.9', '>=22.15', false],
  ['24.0.0', '>=22.15', true],
  ['8.7.1', '^8.7.1', true],
  ['8.7.0', '^8.7.1', false],
  ['9.0.0', '^8.7.1', false],
  ['0.4.9', '^0.4.2', true],
  ['0.5.0', '^0.4.2', false],
  ['7.0.60-beta.1', '^6 || ^7.0.59', true],
  ['6.3.0', '^6 || ^7.0.59', true],
  ['5.0.0', '^6 || ^7.0.59', false],
])('%s in %s is %s', (version, range, fits) => {
  expect(fitsRange(version, range)).toBe(fits);
});

test('onceward doctor exits with 1 without a server, says what to do, and still looks at the rest', async () => {
  const { exitCode, stdout } = await runCli(['doctor', '--json'], { environment: { TEMPORAL_ADDRESS: '127.0.0.1:1' } });
  const reports = JSON.parse(stdout) as { id: string; ok: boolean; fix?: string }[];
  expect(exitCode).toBe(1);
  expect(reports.map(({ id, ok }) => [id, ok])).toEqual([
    ['node-version', true],
    ['temporal-packages', true],
    ['protobuf', true],
    ['frameworks', true],
    ['server', false],
    ['namespace', false],
    ['approvals', false],
  ]);
  expect(reports.find(({ id }) => id === 'server')?.fix).toContain('temporal server start-dev');
});
