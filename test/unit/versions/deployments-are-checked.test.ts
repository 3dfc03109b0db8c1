import { OncewardPlugin, type OncewardPluginOptions } from 'onceward/worker';
import { expect, test } from 'vitest';

const BUNDLE = { code: 'one' };

function build(deployment: OncewardPluginOptions['deployment'], workflowBundle: { code: string } | undefined = BUNDLE): unknown {
  const plugin = new OncewardPlugin({ modules: [], deployment });
  return plugin.configureWorker({ taskQueue: 'agents', workflowBundle }).workerDeploymentOptions;
}

test('a build is pinned, and told from others by the hash of its bundle', () => {
  const one = build('agents');
  expect(one).toEqual({
    version: { deploymentName: 'agents', buildId: expect.stringMatching(/^[0-9a-f]{6}$/) },
    useWorkerVersioning: true,
    defaultVersioningBehavior: 'PINNED',
  });
  expect(build('agents')).toEqual(one);
  expect(build('agents', { code: 'other' })).not.toEqual(one);
  expect(build({ name: 'agents', buildId: 'v7', behavior: 'AUTO_UPGRADE' })).toMatchObject({
    version: { buildId: 'v7' },
    defaultVersioningBehavior: 'AUTO_UPGRADE',
  });
});

test('without a deployment the worker is as it was', () => {
  expect(build(undefined)).toBeUndefined();
});

test.each([
  [{ name: 'agents', buildid: 'v7' }, "Did you mean 'buildId'?"],
  [{ name: 'agents', behavior: 'PINED' }, "Did you mean 'PINNED'?"],
  ['my.agents', "is 'my.agents'"],
  ['', "is ''"],
])('%j is refused when the plugin is made', (deployment, message) => {
  expect(() => build(deployment as string)).toThrow(message);
});

test('a build that nothing tells from others, or that is told twice, is refused when the worker starts', () => {
  const plugin = new OncewardPlugin({ modules: [], deployment: 'agents' });
  const version = { deploymentName: 'own', buildId: 'v1' };
  const own = { version, useWorkerVersioning: true, defaultVersioningBehavior: 'PINNED' } as const;
  expect(() => plugin.configureWorker({ taskQueue: 'agents', workflowsPath: '/app/workflows.ts' })).toThrow("'buildId' is missing");
  expect(() => plugin.configureWorker({ taskQueue: 'agents', workflowBundle: BUNDLE, workerDeploymentOptions: own })).toThrow(
    'Leave one of the two out',
  );
});
