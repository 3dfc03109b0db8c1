import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startDevServer } from 'onceward/testing';
import { expect, onTestFinished, test } from 'vitest';
import { runProgram } from '../fixtures/harness/run-program.ts';
import { startWire } from '../fixtures/round-trip/start-wire.ts';
import { AI_SDK_PATTERNS, LANGCHAIN_PATTERNS } from '../support/pattern-sets.ts';

test.each([
  { ...AI_SDK_PATTERNS, name: 'routing' },
  { ...AI_SDK_PATTERNS, name: 'retrieval' },
  { ...LANGCHAIN_PATTERNS, name: 'retrieval' },
])('worker and main of a pattern run as programs, and end: $folder/$name', async ({ folder: patterns, scripts, answers, name }) => {
  const [server, wire] = await Promise.all([startDevServer(), startWire()]);
  const folder = mkdtempSync(join(tmpdir(), 'onceward-pattern-'));
  const durable = resolve(patterns, name, 'durable');
  const env = { TEMPORAL_ADDRESS: server.address, OPENAI_BASE_URL: `${wire.url}/v1`, OPENAI_API_KEY: 'key' };
  onTestFinished(async () => {
    await Promise.all([server.stop(), wire.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
  wire.play(scripts[name] ?? (() => ({ status: 500, json: {} })));

  const worker = spawn(process.execPath, [join(durable, 'worker.ts')], { cwd: folder, env: { ...process.env, ...env }, stdio: 'ignore' });
  onTestFinished(() => void worker.kill('SIGKILL'));
  expect(await runProgram(process.execPath, [join(durable, 'main.ts')], { cwd: folder, env })).toContain(answers[name] ?? 'an answer');
  worker.kill('SIGTERM');
  expect((await once(worker, 'exit'))[0]).toBe(0);
});
