import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { expectReplays, readHistory } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin, type Adapter } from 'onceward/worker';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal } from '../fixtures/harness/open-temporal.ts';
import { runProgram } from '../fixtures/harness/run-program.ts';
import { startWire, type WireRequest, type WireScript } from '../fixtures/round-trip/start-wire.ts';
import { withoutPlaceTitles } from './without-place-titles.ts';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
/** It waits for a person, in both forms. */
const ASKS = 'tool-approval';

/** The patterns of one framework: a folder for each, with a folder for each form. */
export interface PatternSet {
  /** From the top of the repository. */
  readonly folder: string;
  readonly names: readonly string[];
  /** Loaded where it is wanted: a project with one of the frameworks does not have the other. */
  readonly adapter: () => Promise<Adapter>;
  /** Exports the workflows of all. */
  readonly workflows: URL;
  /** What the model says, by the name of the pattern. */
  readonly scripts: Readonly<Record<string, WireScript>>;
  /** Words of the answer that each comes to when all went as it should. */
  readonly answers: Readonly<Record<string, string>>;
}

export function definePatternSet(set: Omit<PatternSet, 'names'>): PatternSet {
  const entries = readdirSync(join(REPOSITORY, set.folder), { withFileTypes: true });
  return { ...set, names: entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])) };
}

/** What `main.ts` of one form printed, and what the provider was asked meanwhile. */
export interface PatternRun {
  readonly printed: readonly unknown[];
  /** In an order of their own: calls at the same time may arrive in any. */
  readonly requests: readonly WireRequest[];
}

export interface PatternChange {
  /** Lines that differ in files that both forms have. A changed line counts once; one that came or went counts, too. */
  readonly changedLines: number;
  /** Lines of the files that only the durable form has. */
  readonly newLines: number;
  /** Files that only the plain form has. */
  readonly removedFiles: readonly string[];
}

export interface PatternsScene {
  /** Runs `main.ts` of both forms. */
  run(name: string): Promise<{ readonly plain: PatternRun; readonly durable: PatternRun }>;
  /** The history of the durable form. */
  history(name: string): ReturnType<WorkflowHandle['fetchHistory']>;
  /** Replays the history of the durable form, and gives the requests made meanwhile. @throws ReplayFailed */
  replay(name: string): Promise<readonly WireRequest[]>;
  stop(): Promise<void>;
}

/** The plugin with the durable modules of all patterns. Their models and clients read the environment as they load. */
export async function loadPatternPlugin({ folder, names, adapter }: PatternSet): Promise<OncewardPlugin> {
  process.env['OPENAI_API_KEY'] ??= 'key';
  const modules = await Promise.all(names.map((name) => loadFile<Readonly<Record<string, unknown>>>(folder, name, 'durable/durable.ts')));
  return new OncewardPlugin({ modules, adapters: [await adapter()], store: memoryStore(), journal: memoryJournal() });
}

function loadFile<Module>(...path: readonly string[]): Promise<Module> {
  return import(join(REPOSITORY, ...path)) as Promise<Module>;
}

/** A server, a worker that keeps no workflow in memory, and a wire that stands for the provider. */
export async function startPatternsScene(set: PatternSet): Promise<PatternsScene> {
  const { folder, workflows, scripts } = set;
  const wire = await startWire();
  const temporal = await openTemporal();
  const environment = { TEMPORAL_ADDRESS: temporal.address, OPENAI_BASE_URL: `${wire.url}/v1`, OPENAI_API_KEY: 'key' };
  Object.assign(process.env, environment);
  const plugin = await loadPatternPlugin(set);
  const bundle = await bundleWorkflows(workflows, plugin);
  const worker = await Worker.create({
    connection: temporal.connection,
    taskQueue: 'agents',
    workflowBundle: bundle,
    plugins: [plugin],
    // Each workflow task begins with a replay of all before it.
    maxCachedWorkflows: 0,
  });
  const running = worker.run();

  const run = async (name: string, form: 'plain' | 'durable'): Promise<PatternRun> => {
    wire.play(scripts[name] ?? (() => ({ status: 500, json: { error: { message: `no script for ${name}` } } })));
    const printed = await printedBy(() => loadFile(folder, name, `${form}/main.ts`));
    return {
      printed,
      requests: wire
        .requests()
        .map(withoutPlaceTitles)
        .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
    };
  };
  return {
    async run(name) {
      const plain = await run(name, 'plain');
      const program = run(name, 'durable');
      if (name === ASKS) await approve(environment, program);
      const durable = await program;
      await (await loadFile<{ readonly client: Client }>(folder, name, 'durable/client.ts')).client.connection.close();
      return { plain, durable };
    },
    history: (name) => temporal.client.workflow.getHandle(name).fetchHistory(),
    async replay(name) {
      wire.play(() => ({ status: 500, json: { error: { message: 'nothing is asked on replay' } } }));
      await expectReplays(await readHistory(temporal.client.workflow.getHandle(name)), { bundle, plugins: [plugin] });
      return wire.requests();
    },
    async stop() {
      worker.shutdown();
      await running;
      await Promise.all([temporal.close(), wire.close()]);
      // What comes next in this process has a server and a provider of its own.
      for (const name of Object.keys(environment)) delete process.env[name];
    },
  };
}

/** What a program prints, started without arguments by a person who answers yes to everything. */
async function printedBy(program: () => Promise<unknown>): Promise<readonly unknown[]> {
  const { argv, stdin } = process;
  const { log } = console;
  const printed: unknown[] = [];
  process.argv = argv.slice(0, 2);
  Object.defineProperty(process, 'stdin', { value: Readable.from(['y\n']), configurable: true });
  console.log = (...values) => void printed.push(...values);
  try {
    await program();
  } finally {
    process.argv = argv;
    Object.defineProperty(process, 'stdin', { value: stdin, configurable: true });
    console.log = log;
  }
  return printed;
}

/** Answers the approval as a person would: looks for it, and allows it. Fails when the program ends without having asked. */
async function approve(env: Readonly<Record<string, string>>, program: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const end = (): void => over.abort();
  program.then(end, end);
  // Beside the package's entry, wherever it is installed.
  const cli = fileURLToPath(new URL('cli.js', import.meta.resolve('onceward')));
  const onceward = (...commandLine: string[]): Promise<string> =>
    runProgram(process.execPath, [cli, 'approvals', ...commandLine], { cwd: REPOSITORY, env });
  while (!over.signal.aborted) {
    const [, id] = new RegExp(`${ASKS} +(\\S+)`).exec(await onceward('list')) ?? [];
    if (id !== undefined) return void (await onceward('approve', ASKS, id));
  }
  throw new Error('Nobody was asked.');
}

/** What stands between the two forms of a pattern. */
export function changeOf({ folder }: PatternSet, name: string): PatternChange {
  const [plainFolder, durableFolder] = ['plain', 'durable'].map((form) => join(REPOSITORY, folder, name, form)) as [string, string];
  const [plain, durable] = [readdirSync(plainFolder), readdirSync(durableFolder)];
  const linesOf = (file: string): number => {
    const former = plain.includes(file) ? join(plainFolder, file) : devNull;
    return differingLines(former, join(durableFolder, file));
  };
  const sumOf = (files: readonly string[]): number => files.reduce((sum, file) => sum + linesOf(file), 0);
  return {
    changedLines: sumOf(durable.filter((file) => plain.includes(file))),
    newLines: sumOf(durable.filter((file) => !plain.includes(file))),
    removedFiles: plain.filter((file) => !durable.includes(file)),
  };
}

/** Of each place that differs, the lines of the longer side. */
function differingLines(one: string, other: string): number {
  const { stdout } = spawnSync('git', ['diff', '--no-index', '--unified=0', '--no-color', one, other], { encoding: 'utf8' });
  const hunks = [...stdout.matchAll(/^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/gm)];
  return hunks.reduce((sum, [, removed = '1', added = '1']) => sum + Math.max(Number(removed), Number(added)), 0);
}
