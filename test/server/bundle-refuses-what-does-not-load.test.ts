import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { OncewardPlugin } from 'onceward/worker';
import { afterEach, expect, test } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { temporaryProject, type TemporaryProject } from '../fixtures/harness/temporary-project.ts';

let project: TemporaryProject;

afterEach(() => project.remove());

/** Bundles a workflow with a middleware from a package, whose source this is. */
function bundle(middleware: string, agent = `import { middleware } from 'some-middleware'; export const work = async () => middleware();`) {
  project = temporaryProject();
  project.write(
    'node_modules/some-middleware/package.json',
    JSON.stringify({ name: 'some-middleware', type: 'module', exports: './dist/index.js' }),
  );
  project.write('node_modules/some-middleware/dist/index.js', `export { middleware } from './middleware.js';`);
  project.write('node_modules/some-middleware/dist/middleware.js', middleware);
  project.write('agent.js', agent);
  const workflowsPath = project.write('workflows.js', `export { work } from './agent.js';`);
  return bundleWorkflowCode({
    workflowsPath,
    plugins: [new OncewardPlugin({ modules: [] })],
    logger: new DefaultLogger('ERROR', () => undefined),
  });
}

test.for([
  [
    'Buffer',
    `const empty = Buffer.alloc(0); export const middleware = () => empty;`,
    'ReferenceError: Buffer is not defined',
    'has no Buffer',
  ],
  [
    'process',
    `const [major] = process.versions.node.split('.'); export const middleware = () => major;`,
    'process is not defined',
    'has no process',
  ],
  [
    'a member that is not there',
    `const home = globalThis.process?.env.HOME.length ?? globalThis.navigator.language; export const middleware = () => home;`,
    'TypeError: Cannot read properties of undefined',
    'no Node, no network and no environment',
  ],
  ['what is frozen', `Math.seed = 1; export const middleware = () => Math;`, 'TypeError: Cannot add property seed', 'durable module'],
])(
  'a package that wants %s while it is loaded is refused when it is bundled, with who imports it',
  async ([, source = '', problem = '', hint = '']) => {
    const error = await refusalOf(bundle(source));
    expect(error['code']).toBe('WorkflowsNotLoadable');
    const { folder } = project;
    expect(error.message).toContain(problem);
    expect(error.message).toContain(`(${folder}/workflows.js → ${folder}/agent.js → some-middleware/dist/middleware.js)`);
    expect(error['hint']).toContain(hint);
    expect((error.cause as Error).stack).toMatch(/some-middleware\/dist\/middleware\.js:1:\d+/);
  },
);

test('what throws in one’s own module is told with its place', async () => {
  const error = await refusalOf(
    bundle('', `if (globalThis.missing === undefined) throw new Error('No missing.'); export const work = async () => 1;`),
  );
  expect(error['code']).toBe('WorkflowsNotLoadable');
  expect(error.message).toContain(`Loading '${project.folder}/agent.js' in the workflow sandbox failed: Error: No missing.`);
});

test('what asks Temporal while it is loaded is bundled, and so is what loads only when it is asked for', async () => {
  const middleware = `export const middleware = () => Buffer.alloc(0);`;
  const agent = `import { uuid4, workflowInfo } from '@temporalio/workflow';
const id = uuid4() + workflowInfo().workflowId + Date.now() + Math.random();
export const work = async () => (await import('some-middleware')).middleware() + id;`;
  expect((await bundle(middleware, agent)).code).toContain('onceward-manifest:');
});
