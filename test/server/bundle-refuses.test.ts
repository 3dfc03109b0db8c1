import { fileURLToPath, pathToFileURL } from 'node:url';
import { OncewardPlugin } from 'onceward/worker';
import { afterAll, describe, expect, test } from 'vitest';
import { bundleWorkflows, refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { temporaryProject, type TemporaryProject } from '../fixtures/harness/temporary-project.ts';
import * as files from '../fixtures/bundles/files.ts';

const BUNDLES = new URL('../fixtures/bundles/', import.meta.url);
const projects: TemporaryProject[] = [];

afterAll(() => projects.forEach((project) => project.remove()));

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, BUNDLES));
}

function refusal(workflows: string): ReturnType<typeof refusalOf> {
  return refusalOf(bundleWorkflows(new URL(workflows, BUNDLES), new OncewardPlugin({ modules: [files] })));
}

function newProject(...args: Parameters<typeof temporaryProject>): TemporaryProject {
  const made = temporaryProject(...args);
  projects.push(made);
  return made;
}

const DURABLE_SOURCE = `import { durableModule } from 'onceward';
const durable = durableModule(import.meta.url);
export const shout = durable(async (text) => text.toUpperCase());
`;
const WORKFLOW_SOURCE = `import { shout } from './tools.js';
export async function shouts(text) { return shout(text); }
`;

describe('workflow code that imports what is not durable', () => {
  test('does not bundle, and is told the name, the importer, the file and the fix', async () => {
    const error = await refusal('workflows-not-durable.ts');
    expect(error['code']).toBe('NotDurable');
    expect(error.message).toContain(`${pathOf('workflows-not-durable.ts')} imports 'countLines' from ${pathOf('files.ts')}`);
    expect(error.message).toContain('(durable are: readLines, default)');
    expect(error.message).toMatch(/Wrap it with durable\(\.\.\.\), or move 'countLines'/);
  });
});

describe('a durable module that the worker did not register', () => {
  test.for(['plain', 'with-node', 'namespace'])('does not bundle (%s), and is told the importer, the file and the fix', async (name) => {
    const error = await refusal(`workflows-unregistered-${name}.ts`);
    expect(error['code']).toBe('ModuleNotRegistered');
    const file = pathOf(`unregistered-${name}.ts`);
    expect(error.message).toContain(`${pathOf(`workflows-unregistered-${name}.ts`)} imports the durable module ${file}`);
    expect(error.message).toContain(`registered: ${pathOf('files.ts')}`);
    expect(error.message).toContain('modules: [tools]');
  });

  test('nor when it was compiled to CommonJS', async () => {
    expect((await refusal('workflows-unregistered-common.ts'))['code']).toBe('ModuleNotRegistered');
  });

  test('nor when it comes from an installed package', async () => {
    const { write, folder } = newProject();
    write('node_modules/shouting/package.json', JSON.stringify({ name: 'shouting', type: 'module', exports: './index.js' }));
    const file = write('node_modules/shouting/index.js', DURABLE_SOURCE);
    const workflows = write('workflows.js', WORKFLOW_SOURCE.replace('./tools.js', 'shouting'));
    const error = await refusalOf(bundleWorkflows(workflows, new OncewardPlugin({ modules: [files] })));
    expect(error['code']).toBe('ModuleNotRegistered');
    expect(error.message).toContain(`${folder}/workflows.js imports the durable module ${file}`);
  });

  test('from another build than the workflows names both paths', async () => {
    const { write } = newProject();
    const built = write('dist/tools.js', DURABLE_SOURCE);
    const source = write('src/tools.js', DURABLE_SOURCE);
    const workflows = write('src/workflows.js', WORKFLOW_SOURCE);
    const registered = (await import(pathToFileURL(built).href)) as Record<string, unknown>;
    const error = await refusalOf(bundleWorkflows(workflows, new OncewardPlugin({ modules: [registered] })));
    expect(error['code']).toBe('ModuleNotRegistered');
    expect(error.message).toContain(`The worker loaded ${built} and the workflow asks for ${source}`);
  });
});

test('a file that only mentions durableModule is no durable module', async () => {
  const { write } = newProject();
  const workflows = write(
    'workflows.js',
    `// Open the file with durableModule(import.meta.url), as the guide says.
import { StepFailed } from 'onceward';
export async function work() { return StepFailed.isInstance(null); }
`,
  );
  const { code } = await bundleWorkflows(workflows, new OncewardPlugin({ modules: [files] }));
  expect(code).toContain('onceward-manifest:');
});
