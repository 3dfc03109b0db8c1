import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { readHistory, startDevServer } from 'onceward/testing';
import { expect, onTestFinished, test } from 'vitest';
import { runProgram } from '../fixtures/harness/run-program.ts';
import { temporaryFolder } from '../unit/stores/temporary-folder.ts';
import { codeBlocks, readPage, REPOSITORY } from './markdown.ts';

const EXAMPLE = join(REPOSITORY, 'examples/upload');
const MEGABYTE = 1_000_000;

test('the example of docs/artifacts.md runs as printed: 50 MB go to a workflow, and its history stays small', async () => {
  await using folder = await temporaryFolder();
  const server = await startDevServer();
  onTestFinished(() => server.stop());
  const environment = { ...process.env, TEMPORAL_ADDRESS: server.address };
  const worker = spawn(process.execPath, [join(EXAMPLE, 'worker.ts')], { cwd: folder.path, env: environment, stdio: 'ignore' });
  onTestFinished(() => void worker.kill('SIGKILL'));
  const document = randomBytes(50 * MEGABYTE);
  await writeFile(join(folder.path, 'claim.pdf'), document);

  const output = await runProgram(process.execPath, [join(EXAMPLE, 'client.ts'), 'claim-7', 'claim.pdf'], {
    cwd: folder.path,
    env: { TEMPORAL_ADDRESS: server.address },
  });
  expect(output).toContain('50000000 bytes');
  expect(output).toContain(`sha256 ${createHash('sha256').update(document).digest('hex')}`);

  const connection = await Connection.connect({ address: server.address });
  const history = await readHistory(new Client({ connection, namespace: server.namespace }).workflow.getHandle('claim-7'));
  await connection.close();
  expect(history.bytes).toBeLessThan(10_000);
});

test('the code in docs/artifacts.md that names a file is that file', () => {
  const shown = codeBlocks(readPage('docs/artifacts.md')).filter(({ file }) => file !== undefined);
  expect(shown.length).toBeGreaterThan(3);
  for (const { file = '', text } of shown) expect(text, file).toBe(readFileSync(join(REPOSITORY, file), 'utf8'));
});
