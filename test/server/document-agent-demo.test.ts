import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, afterAll, describe, expect, test } from 'vitest';
import { startDemo, type DemoProcess } from '../support/demo-process.ts';
import { until } from '../support/until.ts';
import { lockedPdf, smallPdf } from '../unit/document-agent/fixtures/small-pdf.ts';

const STACK_TRACE = /^\s+at .+:\d+:\d+\)?$/m;
const KEY = 'sk-proj-Canary0fTheDemo1234567890';
let folder: string;
let demo: DemoProcess | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onceward-pdfs-'));
  mkdirSync(join(folder, 'a-folder.pdf'));
  writeFileSync(join(folder, 'letter.pdf'), 'Dear Sir or Madam, this is a letter.');
  writeFileSync(join(folder, 'locked.pdf'), lockedPdf());
  writeFileSync(join(folder, 'empty-page.pdf'), smallPdf());
});

afterEach(() => demo?.remove());
afterAll(() => rmSync(folder, { recursive: true }));

describe('the demo, given a PDF that cannot be read, says so and starts nothing', () => {
  test.each([
    ['missing.pdf', 'There is no such file. Check the name, and the folder it is given from.'],
    ['a-folder.pdf', 'It is a folder. Give one PDF file of it.'],
    ['letter.pdf', 'This file of 36 bytes is not a PDF that can be opened: it is damaged or of another kind. Give another file'],
    ['locked.pdf', 'This PDF is protected by a password. Save a copy without one and use that.'],
  ])('%s', async (name, message) => {
    const file = join(folder, name);
    demo = startDemo(['--pdf', file]);
    expect(await demo.ended).toBe(1);
    expect(demo.output().trim()).toMatch(/^--pdf .+ Nothing was started\.$/);
    expect(demo.output()).toContain(`--pdf ${file}: ${message}`);
  });
});

test.each(['--pages=3', '--crash=nowhere', '--colour'])('the demo names what it cannot use in: %s', async (argument) => {
  demo = startDemo([argument]);
  expect(await demo.ended).toBe(2);
  expect(demo.output()).toContain(argument.split('=')[0]);
  expect(demo.output()).toContain('npm run demo [-- options]');
  expect(demo.output()).not.toMatch(STACK_TRACE);
});

test('the demo says when no server answers at TEMPORAL_ADDRESS', async () => {
  demo = startDemo([], { TEMPORAL_ADDRESS: '127.0.0.1:1' });
  expect(await demo.ended).toBe(1);
  expect(demo.output()).toContain('127.0.0.1:1');
  expect(demo.output()).not.toMatch(STACK_TRACE);
});

test('a run that fails ends the demo with the reason and the place to look, without the key', async () => {
  const refusing = createServer((_, response) => {
    response
      .writeHead(401, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: { message: `Incorrect API key provided: ${KEY}` } }));
  });
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
  const baseURL = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}/v1`;
  demo = startDemo(['--pdf', join(folder, 'empty-page.pdf')], { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: baseURL });
  expect(await demo.ended).toBe(1);
  refusing.close();
  expect(demo.output()).toMatch(/^Run claim-1 failed: model failed \(auth\): .*Incorrect API key provided: \[redacted\]/m);
  expect(demo.output()).toMatch(/^The run in the Temporal UI: http:\/\/\S+\/workflows\/claim-1$/m);
  expect(demo.output()).not.toMatch(STACK_TRACE);
  expect(demo.output()).not.toContain(KEY);
  expect(demo.isAlive()).toBe(false);
});

test('Ctrl-C stops the server, the services and the workers', async () => {
  demo = startDemo(['--pages', '10']);
  const [, uiUrl = ''] = await demo.printed(/^Run claim-1 {2}(http:\/\/[\d.:]+)/m);
  expect((await fetch(uiUrl)).ok).toBe(true);
  demo.signal('SIGINT');
  expect(await demo.ended, demo.output()).toBe(130);
  expect(demo.output()).not.toMatch(STACK_TRACE);
  const stopped = demo;
  await until('all processes are gone', async () => !stopped.isAlive(), 5_000);
  await expect(fetch(uiUrl)).rejects.toThrow('fetch failed');
});
