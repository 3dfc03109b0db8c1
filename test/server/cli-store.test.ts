import { randomUUID } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { withStoreScene, type StoreScene } from '../support/store-scene.ts';

/** Each test has a server and starts the program several times. */
const TIMEOUT_MS = 180_000;
const TEXT = { mediaType: 'text/plain' };
const RECORD = { v: 1, fingerprint: 'f00d', value: 'paid', usage: [] } as const;

/** Makes Temporal forget a run, as the end of its retention does. */
async function forget({ client }: StoreScene, workflowId: string): Promise<void> {
  const { namespace } = client.options;
  await client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId } });
  await until(`'${workflowId}' is forgotten`, async () => {
    for await (const run of client.workflow.list()) if (run.workflowId === workflowId) return false;
    return true;
  });
}

async function listed({ client }: StoreScene, workflowId: string): Promise<void> {
  await until(`'${workflowId}' is listed`, async () => {
    for await (const run of client.workflow.list()) if (run.workflowId === workflowId) return true;
    return false;
  });
}

test(
  'gc keeps what runs lead to, and deletes the rest when it is told to',
  () =>
    withStoreScene(async (scene) => {
      const { store, journal, artifactsOf, cli } = scene;
      const open = await scene.start('makeAndRead', 'open', 'of the open run');
      const closed = await scene.start('makeTable', 'closed', 'of the closed run');
      const table = await closed.result();
      await open.query('__stack_trace');
      await until('the open run has made its table', async () => (await scene.keys()).length === 6);
      const ofRuns = await scene.keys();
      const orphan = await artifactsOf().put('nobody refers to this', TEXT);
      await store.put('tmp/left-behind', new Uint8Array(3), TEXT);
      await store.put('notes/mine', new Uint8Array(3), TEXT);
      await scene.age(30);
      const young = await artifactsOf().put('nobody refers to this yet', TEXT);
      for (const workflowId of ['open', 'closed']) {
        await journal.put({ ...RECORD, key: `old-${workflowId}`, workflowId, recordedAt: '2026-01-01T00:00:00.000Z' });
        await journal.put({ ...RECORD, key: `new-${workflowId}`, workflowId, recordedAt: new Date().toISOString() });
      }
      await listed(scene, 'open');

      const before = await scene.keys();
      const dry = await cli('store', 'gc');
      expect(dry).toMatchObject({ exitCode: 0, stderr: '' });
      expect(dry.stdout).toContain('Would be deleted: 2 objects, 24 bytes, and 1 recorded results of runs that are over.');
      expect(dry.stdout).toContain('Nothing was deleted. To delete this, run it again with --delete.');
      expect(await scene.keys()).toEqual(before);

      const wet = await cli('store', 'gc', '--delete', '--json');
      expect(wet).toMatchObject({ exitCode: 0, stderr: '' });
      expect(JSON.parse(wet.stdout)).toMatchObject({ deleted: 2, dryRun: false, rows: 1 });
      expect(await scene.keys()).toEqual([...ofRuns, young.key, 'notes/mine'].toSorted());
      expect(before.filter((key) => key === orphan.key)).toEqual([orphan.key]);
      const kept = await Promise.all(
        ['old-open', 'old-closed', 'new-open', 'new-closed'].map(async (key) => (await journal.get(key))?.key),
      );
      expect(kept).toEqual(['old-open', undefined, 'new-open', 'new-closed']);

      await open.signal('read');
      expect(await open.result()).toBe('OF THE OPEN RUN');

      await forget(scene, 'closed');
      await scene.age(30);
      // What a step gave is kept as long as its row in the journal: nobody knows yet that its run is over.
      expect((await cli('store', 'gc', '--delete')).exitCode).toBe(0);
      expect(await scene.keys()).toContain((table as { key: string }).key);
      await scene.ageRows(30);
      expect((await cli('store', 'gc', '--delete')).exitCode).toBe(0);
      expect(await scene.keys()).not.toContain((table as { key: string }).key);
      expect((await scene.keys()).filter((key) => key.startsWith('sha256/'))).toHaveLength(3);
    }),
  TIMEOUT_MS,
);

test(
  'gc deletes nothing when it cannot be sure',
  () =>
    withStoreScene(async (scene) => {
      const { cli, client } = scene;
      await scene.artifactsOf().put('nobody refers to this', TEXT);
      await scene.age(30);
      const before = await scene.keys();
      const empty = await cli('store', 'gc', '--delete');
      expect(empty).toMatchObject({ exitCode: 1, stdout: '' });
      expect(empty.stderr).toContain("knows no run at all in 'default', so everything would go.");

      const encrypting = { encode: encrypt, decode: async (payloads: never[]) => payloads };
      const secretive = new Client({ connection: client.connection, dataConverter: { payloadCodecs: [encrypting] } });
      await secretive.workflow.start('makeTable', { taskQueue: 'nobody', workflowId: 'secretive', args: ['x'] });
      await listed(scene, 'secretive');
      const unreadable = await cli('store', 'gc', '--delete');
      expect(unreadable).toMatchObject({ exitCode: 1, stdout: '' });
      expect(unreadable.stderr).toContain('There are payloads that cannot be read here (binary/encrypted)');

      expect((await cli('store', 'gc', '--delete', '--namespaces', 'default,nowhere')).exitCode).toBe(1);
      const short = await cli('store', 'gc', '--delete', '--older-than', '1h');
      expect(short).toMatchObject({ exitCode: 2, stdout: '' });
      expect(short.stderr).toContain('which is too short');
      expect(await scene.keys()).toEqual(before);
    }),
  TIMEOUT_MS,
);

test(
  'verify names what is corrupt and what is missing',
  () =>
    withStoreScene(async (scene) => {
      const { store, cli } = scene;
      const handle = await scene.start('makeTable', 'verified', 'a text');
      const table = (await handle.result()) as { key: string };
      await listed(scene, 'verified');
      const well = await cli('store', 'verify');
      expect(well).toMatchObject({ exitCode: 0, stderr: '' });
      expect(well.stdout).toMatch(/^3 objects \(\d+ bytes\) and 2 references: 0 corrupt, 0 missing\.\n$/);
      const [other = ''] = (await scene.keys()).filter((key) => key !== table.key);
      await store.put(other, new TextEncoder().encode('another text'), TEXT);
      await store.delete(table.key);
      const ill = await cli('store', 'verify');
      expect(ill.exitCode).toBe(1);
      expect(ill.stdout).toContain(`corrupt  ${other}: its bytes have the sha256 `);
      expect(ill.stdout).toContain(`missing  ${table.key} of 'file', for the run 'verified'`);
      const offline = await cli('store', 'verify', '--objects-only', '--json');
      expect(JSON.parse(offline.stdout)).toMatchObject({ objects: 2, references: 0, corrupt: [{ key: other }], missing: [] });
    }),
  TIMEOUT_MS,
);

test(
  'erase takes all of a run, or of a tenant, and nothing of others',
  () =>
    withStoreScene(async (scene) => {
      const { cli, journal, occurrencesOf } = scene;
      const [shared, own, theirs] = ['s', 'o', 't'].map((letter) => `${letter}-${randomUUID()}`) as [string, string, string];
      const handles = [
        await scene.start('makeTable', 'ann-1', own),
        await scene.start('makeTable', 'ann-2', shared),
        await scene.start('makeTable', 'bob-1', shared),
        await scene.start('makeAndRead', 'globex-1', theirs, 'globex'),
        await scene.start('makeTable', 'acme-1', theirs, 'acme'),
      ];
      for (const index of [0, 1, 2, 4]) await handles[index]?.result();
      await listed(scene, 'acme-1');
      await listed(scene, 'globex-1');

      expect((await cli('store', 'erase')).exitCode).toBe(2);
      expect((await cli('store', 'erase', '--run', 'nobody', '--delete')).exitCode).toBe(1);
      const openRun = await cli('store', 'erase', '--run', 'globex-1', '--delete');
      expect([openRun.exitCode, openRun.stderr]).toEqual([1, expect.stringContaining("Still under way: 'globex-1'.") as string]);
      expect((await cli('store', 'erase', '--tenant', 'globex', '--delete')).exitCode).toBe(1);

      const before = await scene.keys();
      const dry = await cli('store', 'erase', '--run', 'ann-1');
      expect(dry.exitCode).toBe(0);
      expect(dry.stdout).toContain("Would be deleted of the run 'ann-1': 3 objects");
      expect(await scene.keys()).toEqual(before);
      expect((await cli('store', 'erase', '--run', 'ann-1', '--delete')).exitCode).toBe(0);
      await journal.close();
      expect([await occurrencesOf(own), await occurrencesOf(own.toUpperCase())]).toEqual([0, 0]);

      const stays = await cli('store', 'erase', '--run', 'ann-2', '--delete');
      expect(stays.exitCode).toBe(1);
      expect(stays.stdout).toContain('Not deleted, because other runs use it: 3 objects');
      expect(await occurrencesOf(shared)).toBe(1);
      expect((await cli('store', 'erase', '--run', 'ann-2', '--shared', '--delete')).exitCode).toBe(0);
      expect(await occurrencesOf(shared)).toBe(0);

      await handles[3]?.terminate();
      const tenant = await cli('store', 'erase', '--tenant', 'globex', '--delete');
      expect([tenant.exitCode, tenant.stdout]).toEqual([0, expect.stringContaining("Deleted of the tenant 'globex': 3 objects") as string]);
      await journal.close();
      expect(await occurrencesOf('globex')).toBe(0);
      expect(await occurrencesOf(theirs)).toBe(1);
    }),
  TIMEOUT_MS,
);

test(
  'without a plugin and a laptop’s folder, it says what to name; a plugin file is used',
  () =>
    withStoreScene(async (scene) => {
      await scene.artifactsOf().put('a text', TEXT);
      const worker = JSON.stringify(import.meta.resolve('onceward/worker'));
      const code = `import { OncewardPlugin } from ${worker};\nexport const onceward = new OncewardPlugin({ modules: [] });\n`;
      await writeFile(join(scene.folder, 'plugin.mjs'), code);
      const named = await scene.cli('store', 'verify', '--objects-only', '--plugin', 'plugin.mjs');
      expect(named.stdout).toContain('1 objects (6 bytes)');
      const lost = await scene.cli('store', 'verify', '--objects-only', '--plugin', 'nowhere.mjs');
      expect([lost.exitCode, lost.stderr]).toEqual([1, expect.stringContaining('nowhere.mjs could not be loaded') as string]);
      expect(await readdir(scene.folder)).toContain('.onceward');
    }),
  TIMEOUT_MS,
);

async function encrypt(payloads: { metadata?: Record<string, Uint8Array> | null }[]): Promise<never[]> {
  const encoding = new TextEncoder().encode('binary/encrypted');
  return payloads.map((payload) => ({ ...payload, metadata: { ...payload.metadata, encoding } })) as never[];
}
