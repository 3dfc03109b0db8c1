import { pathToFileURL } from 'node:url';
import { OncewardPlugin, type OncewardPluginOptions } from 'onceward/worker';
import { memoryJournal, memoryStore } from 'onceward/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleWorkflows, refusalOf, textOf } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { temporaryProject, type TemporaryProject } from '../fixtures/harness/temporary-project.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import * as barrel from '../fixtures/bundles/barrel.ts';
import * as files from '../fixtures/bundles/files.ts';
import * as renamingBarrel from '../fixtures/bundles/renaming-barrel.ts';

const BUNDLES = new URL('../fixtures/bundles/', import.meta.url);
const CANARY = 'canary-in-the-source-of-files';
const PACKAGE_SOURCE = `import { hostname } from 'node:os';
import { durableModule } from 'onceward';
const durable = durableModule(import.meta.url);
export const shout = durable(async (text) => text.toUpperCase() + (hostname() === '' ? '?' : '!'));
`;
const WORKFLOW_SOURCE = `import { shout } from 'shouting';
export async function shouts(text) { return shout(text); }
`;
const projects: TemporaryProject[] = [];
let temporal: Temporal;
let runs = 0;

beforeAll(async () => {
  temporal = await openTemporal();
});

afterAll(async () => {
  projects.forEach((project) => project.remove());
  await temporal.close();
});

type Modules = OncewardPluginOptions['modules'];

function plugin(modules: Modules): OncewardPlugin {
  return new OncewardPlugin({ modules, store: memoryStore(), journal: memoryJournal() });
}

/** Bundles, starts a worker with the bundle, and runs one workflow to its end. */
async function run(workflows: URL | string, modules: Modules, name: string, ...args: unknown[]): Promise<unknown> {
  const workflowBundle = await bundleWorkflows(workflows, plugin(modules));
  expect(textOf(workflowBundle)).not.toContain(CANARY);
  runs += 1;
  const taskQueue = `queue-${runs}`;
  return withWorker({ connection: temporal.connection, taskQueue, workflowBundle, plugins: [plugin(modules)] }, () =>
    temporal.client.workflow.execute(name, { args, taskQueue, workflowId: `run-${runs}` }),
  );
}

const OWN_LINES = 8;
const EXAMPLE_OF_BARREL = new URL('workflows-barrel.ts', BUNDLES);
const EXAMPLE = new URL('workflows-fine.ts', BUNDLES);

describe('a durable module is found', () => {
  test('with its named and its default export', async () => {
    expect(await run(EXAMPLE, [files], 'lines', EXAMPLE.pathname)).toBeGreaterThan(OWN_LINES);
    expect(await run(EXAMPLE, [files], 'place')).toContain(CANARY);
  });

  test('behind a barrel that re-exports it', async () => {
    expect(await run(EXAMPLE_OF_BARREL, [files], 'lines', EXAMPLE.pathname)).toBeGreaterThan(OWN_LINES);
  });

  test('when a barrel of it is registered in its place, or beside it', async () => {
    expect(await run(EXAMPLE_OF_BARREL, [barrel], 'lines', EXAMPLE.pathname)).toBeGreaterThan(OWN_LINES);
    expect(await run(EXAMPLE_OF_BARREL, [files, barrel], 'lines', EXAMPLE.pathname)).toBeGreaterThan(OWN_LINES);
  });

  test('behind a barrel that gives it another name', async () => {
    expect(await run(new URL('workflows-renaming-barrel.ts', BUNDLES), [files], 'lines', EXAMPLE.pathname)).toBeGreaterThan(OWN_LINES);
  });

  test('but not through a registered barrel alone that gives it another name, which is told', async () => {
    const error = await refusalOf(bundleWorkflows(new URL('workflows-renaming-barrel.ts', BUNDLES), plugin([renamingBarrel])));
    expect(error['code']).toBe('NotDurable');
    expect(error.message).toMatch(/imports 'readLines'.*durable are: linesOf[\s\S]*register its own module/);
  });
});

describe('a durable module in a package of its own is found', () => {
  function packageProject(place: string): { project: TemporaryProject; file: string; workflows: string } {
    const project = temporaryProject();
    projects.push(project);
    project.write(`${place}/package.json`, JSON.stringify({ name: 'shouting', type: 'module', exports: './index.js' }));
    const file = project.write(`${place}/index.js`, PACKAGE_SOURCE);
    return { project, file, workflows: project.write('workflows.js', WORKFLOW_SOURCE) };
  }

  async function load(file: string): Promise<Readonly<Record<string, unknown>>> {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  }

  test('as npm installs it', async () => {
    const { file, workflows } = packageProject('node_modules/shouting');
    expect(await run(workflows, [await load(file)], 'shouts', 'hi')).toBe('HI!');
  });

  test("through pnpm's links into its store", async () => {
    const place = 'node_modules/.pnpm/shouting@1.0.0/node_modules/shouting';
    const { project, workflows } = packageProject(place);
    project.link('node_modules/shouting', `${project.folder}/${place}`);
    expect(await run(workflows, [await load(`${project.folder}/node_modules/shouting/index.js`)], 'shouts', 'hi')).toBe('HI!');
  });

  test('as a linked workspace package', async () => {
    const { project, file, workflows } = packageProject('packages/shouting');
    project.link('node_modules/shouting', `${project.folder}/packages/shouting`);
    expect(await run(workflows, [await load(file)], 'shouts', 'hi')).toBe('HI!');
  });
});
