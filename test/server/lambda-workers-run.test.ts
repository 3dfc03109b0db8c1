import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readHistory, startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { runProgram } from '../fixtures/harness/run-program.ts';
import { openPostgres, type OpenPostgres } from '../support/open-postgres.ts';
import { startS3Server, type S3Server } from '../support/s3-server/start-s3-server.ts';
import { until } from '../support/until.ts';

const QUESTIONS = 10;
/** All of them take longer than one invocation works, which is 1.5 s. */
const ANSWER_MS = 400;
/** Building the S3 server takes minutes where no earlier run has. */
const BUILD_TIMEOUT_MS = 15 * 60_000;
let temporal: Temporal;
let provider: ScriptedProvider;
let s3: S3Server;
let postgres: OpenPostgres;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  [temporal, provider, s3, postgres] = await Promise.all([
    openTemporal(),
    startScriptedProvider({ script: ({ prompt }) => `Answer to ${prompt}` }),
    startS3Server(),
    openPostgres(),
  ]);
  folder = mkdtempSync(join(tmpdir(), 'onceward-lambda-'));
  env = {
    BUNDLE: join(folder, 'bundle.js'),
    MODEL_URL: provider.url,
    TEMPORAL_ADDRESS: temporal.address,
    SURROUNDINGS: JSON.stringify({ s3: s3.settings, bucket: s3.bucket, postgres: postgres.connectionString }),
  };
}, BUILD_TIMEOUT_MS);

afterAll(async () => {
  await Promise.all([temporal.close(), provider.close(), s3.stop(), postgres.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

function run(program: string, programArguments: readonly string[], environment = env): Promise<string> {
  const file = fileURLToPath(new URL(`../fixtures/lambda/${program}`, import.meta.url));
  return runProgram(process.execPath, [file, ...programArguments], { cwd: folder, env: environment });
}

test('a run goes on from function to function, none of them with a file of its own, and nothing is asked twice', async () => {
  // Built where there is neither server nor store.
  await run('bundle.ts', [env['BUNDLE'] ?? ''], {});
  provider.delay(ANSWER_MS);

  const first = run('invoke.ts', ['2', '4000']);
  await becomesCurrent();
  const args = [QUESTIONS];
  const handle = await temporal.client.workflow.start('interview', { taskQueue: 'agents', workflowId: 'interview', args });
  await first;
  await until('the run is over', async () => {
    await run('invoke.ts', ['1', '4000']);
    return (await handle.describe()).status.name !== 'RUNNING';
  });
  expect(await handle.result()).toHaveLength(QUESTIONS);
  expect(provider.bill()).toEqual({ requests: QUESTIONS, repeated: 0 });
  const identities = new Set(
    (await readHistory(handle)).raw.events?.flatMap((event) => event.activityTaskStartedEventAttributes?.identity ?? []),
  );
  expect(identities.size).toBeGreaterThanOrEqual(2);
});

/** A function's version takes runs once it is the current one of its deployment. */
async function becomesCurrent(): Promise<void> {
  const { workflowService, options } = temporal.client;
  const version = { deploymentName: 'agents', buildId: 'v1', namespace: options.namespace, identity: 'test' };
  await until('the version is known', () =>
    workflowService.setWorkerDeploymentCurrentVersion(version).then(
      () => true,
      () => false,
    ),
  );
}
