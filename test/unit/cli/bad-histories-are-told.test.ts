import { copyFile, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows } from '../../fixtures/harness/bundle-workflows.ts';
import { onceward } from '../../fixtures/replay/upload-plugin.ts';
import { exampleFile } from '../../support/histories/kept-code.ts';
import { historyFile, keptReleases } from '../../support/histories/kept-histories.ts';
import { runCli, type CliRun } from './run-cli.ts';

const MEGABYTE = 1024 * 1024;
const KEPT = historyFile(keptReleases().at(-1)?.release ?? '', 'upload');
let folder: string;
let code: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onceward-bad-histories-'));
  const bundle = join(folder, 'bundle.js');
  await writeFile(bundle, (await bundleWorkflows(exampleFile('upload', 'workflows.ts'), onceward)).code);
  code = ['--plugin', fileURLToPath(new URL('../../fixtures/replay/upload-plugin.ts', import.meta.url)), '--bundle', bundle];
  await mkdir(join(folder, 'bad'));
  const whole = gunzipSync(await readFile(KEPT)).toString();
  const withResult = (encoding: string): string =>
    whole.replace(
      /("activityTaskCompletedEventAttributes":\{"result":\{"payloads":\[\{"metadata":\{"encoding":")[^"]+/,
      (_, before: string) => before.concat(Buffer.from(encoding).toString('base64')),
    );
  const contents: Readonly<Record<string, string | Uint8Array>> = {
    'cut.json': whole.slice(0, whole.length / 2),
    'cut.json.gz': gzipSync(whole).subarray(0, 600),
    'foreign.json': '{"name":"a-project","version":"1.0.0"}',
    'huge.json.gz': gzipSync(Buffer.alloc(257 * MEGABYTE, ' ')),
    'of-another-key.json': withResult('binary/of-another-key'),
  };
  for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, 'bad', name), content);
  const huge = await open(join(folder, 'bad', 'huge.json'), 'w');
  // Without a byte on the disk.
  await huge.truncate(257 * MEGABYTE);
  await huge.close();
  await copyFile(KEPT, join(folder, 'bad', 'whole.json.gz'));
});

afterAll(() => rm(folder, { recursive: true }));

const cli = (...words: string[]): Promise<CliRun> => runCli(words, { folder, environment: { TEMPORAL_ADDRESS: '127.0.0.1:9' } });

const PROBLEMS: readonly [file: string, kind: string, said: RegExp][] = [
  ['cut.json', 'unreadable', /it is no JSON .* it may have been cut off/],
  ['cut.json.gz', 'unreadable', /unexpected end of file/],
  ['foreign.json', 'unreadable', /it is no history: it has no `events`/],
  ['huge.json', 'unreadable', /it has 269484032 bytes, more than any history has/],
  ['huge.json.gz', 'unreadable', /it has unpacked too many bytes, more than any history has/],
  ['of-another-key.json', 'undecodable', /Unknown encoding: binary\/of-another-key/],
];

test('a folder with broken, foreign, huge and undecodable histories: each is told, the whole one is replayed, the exit code is 1', async () => {
  const before = await readdir(join(folder, 'bad'));
  const { exitCode, stdout, stderr } = await cli('replay', ...code, '--files', 'bad');
  expect([exitCode, stderr]).toEqual([1, '']);
  for (const [file, kind, said] of PROBLEMS) {
    const line = stdout.split('\n').find((one) => one.includes(`bad/${file} `));
    expect(line, file).toMatch(new RegExp(`^✖ +${kind} `));
    expect(line, file).toMatch(said);
  }
  expect(stdout).toContain('Name the file of the worker’s plugin with --plugin');
  expect(stdout).toContain('1 of 2 readDocument');
  expect(await readdir(join(folder, 'bad'))).toEqual(before);
});

test.each(PROBLEMS)('onceward explain says of %s what is wrong with it', async (file, _kind, said) => {
  const { exitCode, stdout, stderr } = await cli('explain', join('bad', file), ...code);
  expect([exitCode, stderr]).toEqual([1, '']);
  expect(stdout).toMatch(new RegExp(`^'bad/${file}' is not replayed: .*`));
  expect(stdout).toMatch(said);
});

test('what is not there is told, and that no server answers', async () => {
  const files = await cli('replay', ...code, '--files', 'nowhere');
  expect([files.exitCode, files.stdout, files.stderr]).toEqual([1, '', "There is no file or folder 'nowhere'.\n"]);
  for (const words of [
    ['replay', ...code],
    ['explain', 'claim-7', ...code],
  ]) {
    const { exitCode, stdout, stderr } = await cli(...words);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^No Temporal server answers at 127\.0\.0\.1:9: .*\n {2}Run `temporal server start-dev`/);
  }
});
