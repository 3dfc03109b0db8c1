import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { afterAll, describe, expect, test } from 'vitest';
import { textOf } from '../fixtures/harness/bundle-workflows.ts';
import { requiredPackages } from '../fixtures/harness/packed-package.ts';
import { temporaryProject, type TemporaryProject } from '../fixtures/harness/temporary-project.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as { exports: Record<string, unknown> };

/** What Temporal's own workflow runtime brings along. */
const TEMPORAL = ['@temporalio/common', '@temporalio/workflow', 'long', 'ms', 'nexus-rpc', 'protobufjs'];
const POLYFILLS = ['@ungap/structured-clone', 'headers-polyfill', 'set-cookie-parser', 'web-streams-polyfill'];

/** Each entry for workflow code, and the npm packages that it puts into a bundle besides Temporal's own. */
const PACKAGES: Record<string, readonly string[]> = {
  onceward: [],
  'onceward/workflow': [],
  'onceward/workflow-interceptors': POLYFILLS,
  'onceward/workflow-start': [],
  'onceward/ai-sdk/workflow': ['@ai-sdk/provider', '@ai-sdk/provider-utils', '@workflow/serde', 'eventsource-parser', 'zod'],
  'onceward/langchain/workflow': [
    '@cfworker/json-schema',
    '@langchain/core',
    'base64-js',
    'eventemitter3',
    'js-tiktoken',
    'langsmith',
    'p-finally',
    'p-queue',
    'p-timeout',
    'zod',
  ],
  'onceward/langgraph/workflow': [
    '@cfworker/json-schema',
    '@langchain/core',
    '@langchain/langgraph',
    '@langchain/langgraph-checkpoint',
    'base64-js',
    'eventemitter3',
    'js-tiktoken',
    'langsmith',
    'mustache',
    'p-finally',
    'p-queue',
    'p-timeout',
    'zod',
  ],
};

const projects: TemporaryProject[] = [];
afterAll(() => projects.forEach((project) => project.remove()));

/** Bundles a workflow that imports the entry whole, with Temporal's bundler and no plugin, and lists the npm packages inside. */
async function packagesInBundleOf(entry: string): Promise<readonly string[]> {
  const project = temporaryProject(['onceward', ...requiredPackages()]);
  projects.push(project);
  const workflowsPath = project.write(
    'workflows.js',
    `import * as entry from '${entry}';\nexport async function work() { return Object.keys(entry); }\n`,
  );
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR', () => undefined) });
  expect(textOf({ code })).toContain('Object.keys(entry)');
  const paths = code.matchAll(/^\/\*\*\*\/ "([^"]*node_modules\/[^"]*)"/gm);
  const names = [...paths].map(([, path = '']) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? path);
  return [...new Set(names)].toSorted().filter((name) => !TEMPORAL.includes(name));
}

describe("Temporal's own bundler takes each entry for workflow code, and nothing of Node", () => {
  test('every such entry is listed here', () => {
    const subpaths = Object.keys(manifest.exports).filter(
      (subpath) => subpath === '.' || /\/workflow(-interceptors|-start)?$/.test(subpath),
    );
    expect(subpaths.map((subpath) => subpath.replace('.', 'onceward')).toSorted()).toEqual(Object.keys(PACKAGES).toSorted());
  });

  test.for(Object.entries(PACKAGES))('%s', async ([entry, packages]) => {
    expect(await packagesInBundleOf(entry)).toEqual(packages);
  });
});
