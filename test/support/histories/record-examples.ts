import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { startDevServer } from 'onceward/testing';
import type { ServiceUrls } from '../../../examples/document-agent/services/start-services.ts';
import { FRAMEWORKS } from '../../../examples/document-agent/twins.ts';
import { runProgram } from '../../fixtures/harness/run-program.ts';
import { AI_SDK_PATTERNS, LANGCHAIN_PATTERNS } from '../pattern-sets.ts';
import { startPatternsScene, type PatternSet } from '../patterns-scene.ts';
import { readKeptHistory, runDemo } from '../run-demo.ts';
import { until } from '../until.ts';
import { exampleFile } from './kept-code.ts';

export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** Runs examples, and gives the history of each as soon as it is there. */
export interface Recorder {
  readonly examples: readonly string[];
  readonly record: (examples: readonly string[]) => AsyncGenerator<readonly [string, History]>;
}

/** Every example on a real server. The scripted model of the document agent stands for the provider, or the wire of the patterns. */
export const RECORDERS: readonly Recorder[] = [
  ofPatterns(AI_SDK_PATTERNS),
  ofPatterns(LANGCHAIN_PATTERNS),
  { examples: FRAMEWORKS.map((framework) => `document-agent/${framework}`), record: recordDocumentAgents },
  { examples: ['quickstart'], record: recordQuickstart },
  { examples: ['upload'], record: recordUpload },
];

function ofPatterns(set: PatternSet): Recorder {
  const parent = set.folder.replace('examples/', '');
  return {
    examples: set.names.map((name) => `${parent}/${name}`),
    async *record(examples) {
      const scene = await startPatternsScene(set);
      try {
        for (const example of examples) {
          const name = example.slice(parent.length + 1);
          await scene.run(name);
          yield [example, await scene.history(name)];
        }
      } finally {
        await scene.stop();
      }
    },
  };
}

async function* recordDocumentAgents(examples: readonly string[]): AsyncGenerator<readonly [string, History]> {
  for (const example of examples) {
    const { folder, exitCode, lines } = await runDemo(['--framework', example.replace('document-agent/', ''), '--pages', '10']);
    if (exitCode !== 0) throw new Error(`The demo ended with ${exitCode}:\n${lines.join('\n')}`);
    yield [example, (await readKeptHistory(folder, 'claim-1')).history];
  }
}

/** The scripted model answers this pass from the page, after one look into the register. */
const QUESTION = 'Pass: contractor\nWho does the repairs?';
const PAGE = 'data:text/plain,%5Bpage 1%5D%0AContractor: Fenwick Building Services Ltd%0ACompany registry number: HRB 787725';

async function* recordQuickstart(): AsyncGenerator<readonly [string, History]> {
  await using surroundings = await startSurroundings();
  const { folder, environment } = surroundings;
  const main = exampleFile('document-agent', 'services/main.ts');
  const services = fork(main, ['--folder', folder], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [] });
  const [line] = (await once(createInterface(services.stdout ?? process.stdin), 'line')) as [string];
  const { modelServer, companyRegistry, crm } = JSON.parse(line) as ServiceUrls;
  const env = {
    ...environment,
    OPENAI_BASE_URL: `${modelServer}/v1`,
    OPENAI_API_KEY: 'scripted',
    REGISTER_URL: companyRegistry,
    CRM_URL: crm,
  };
  const worker = startWorker('quickstart', { folder, env });
  const onceward = (...words: string[]): Promise<string> =>
    runProgram(process.execPath, [exampleFile('..', 'dist/cli.js'), ...words], { cwd: folder, env });
  const run = runProgram(process.execPath, [exampleFile('quickstart', 'client.ts'), 'report-1', QUESTION, PAGE], { cwd: folder, env });
  await until('a person is asked', async () => /report-1 +publish/.test(await onceward('approvals', 'list')));
  await onceward('approvals', 'approve', 'report-1', 'publish');
  await run;
  yield ['quickstart', await surroundings.historyOf('report-1')];
  worker.kill('SIGKILL');
  services.disconnect();
}

async function* recordUpload(): AsyncGenerator<readonly [string, History]> {
  await using surroundings = await startSurroundings();
  const { folder, environment: env } = surroundings;
  const worker = startWorker('upload', { folder, env });
  writeFileSync(join(folder, 'claim.pdf'), 'a document'.repeat(10_000));
  await runProgram(process.execPath, [exampleFile('upload', 'client.ts'), 'claim-7', 'claim.pdf'], { cwd: folder, env });
  yield ['upload', await surroundings.historyOf('claim-7')];
  worker.kill('SIGKILL');
}

interface Surroundings extends AsyncDisposable {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  historyOf(workflowId: string): Promise<History>;
}

/** A server and a folder, for an example that is run as its page says. */
async function startSurroundings(): Promise<Surroundings> {
  const [server, folder] = [await startDevServer(), mkdtempSync(join(tmpdir(), 'onceward-history-'))];
  const connection = await Connection.connect({ address: server.address });
  return {
    folder,
    environment: { TEMPORAL_ADDRESS: server.address },
    historyOf: (workflowId) => new Client({ connection }).workflow.getHandle(workflowId).fetchHistory(),
    async [Symbol.asyncDispose]() {
      await connection.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function startWorker(
  example: string,
  { folder, env }: { readonly folder: string; readonly env: Readonly<Record<string, string>> },
): ChildProcess {
  return spawn(process.execPath, [exampleFile(example, 'worker.ts')], { cwd: folder, env: { ...process.env, ...env }, stdio: 'ignore' });
}
