import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { tsImport } from 'tsx/esm/api';
import { s3Store } from 'onceward/stores/s3';
import { blobStoreContract } from 'onceward/testing';
import { createArtifacts, memoryStore } from 'onceward/worker';
import { runProgram } from '../../fixtures/harness/run-program.ts';
import type { S3Server } from '../../support/s3-server/start-s3-server.ts';
import type { withS3Server as WithS3Server } from '../../support/s3-server/with-s3-server.ts';
import { withStoreScene } from '../../support/store-scene.ts';
import { temporaryFolder } from '../../unit/stores/temporary-folder.ts';
import { defineBar, type Bar, type Measurement } from '../define-bar.ts';

const LARGE_MEGABYTES = 500;
const MOST_MEGABYTES = 100;
const READS = 1_000;

/** Getting the server uses code of the package's source, which Node alone does not load. */
async function withS3Server<Result>(use: (server: S3Server) => Promise<Result>): Promise<Result> {
  const url = new URL('../../support/s3-server/with-s3-server.ts', import.meta.url).href;
  const module = (await tsImport(url, import.meta.url)) as { withS3Server: typeof WithS3Server };
  return module.withS3Server(use);
}

async function measureMemory(kind: 'file' | 's3', settings: object): Promise<Measurement> {
  const script = fileURLToPath(new URL('memory-process.ts', import.meta.url));
  const commandLine = [script, kind, String(LARGE_MEGABYTES), JSON.stringify(settings)];
  const output = await runProgram(process.execPath, commandLine, { cwd: process.cwd() });
  const { bytes, moreMegabytes } = JSON.parse(output) as { bytes: number; moreMegabytes: number };
  return {
    value: moreMegabytes,
    ok: moreMegabytes < MOST_MEGABYTES && bytes === LARGE_MEGABYTES * 1_000_000,
    note: `${bytes} bytes went in and out`,
  };
}

function memoryBar(kind: 'file' | 's3', measure: () => Promise<Measurement>): Bar {
  const bar = `memory of a process while an artifact of ${LARGE_MEGABYTES} MB goes into ${kind === 's3' ? 's3Store' : 'fileStore'} and out again`;
  return defineBar({ area: 'payloads', bar, unit: 'MB more', target: `< ${MOST_MEGABYTES}`, measure });
}

const memoryOfFiles = memoryBar('file', async () => {
  await using folder = await temporaryFolder();
  return measureMemory('file', { folder: folder.path });
});

const memoryOfS3 = memoryBar('s3', () => withS3Server(({ bucket, settings }) => measureMemory('s3', { bucket, ...settings })));

const contractOnS3 = defineBar({
  area: 'payloads',
  bar: 'promises of the store contract that s3Store breaks on a real S3 server (versitygw)',
  unit: 'broken',
  target: 0,
  measure: () =>
    withS3Server(async (server) => {
      const promises = new Map<string, () => Promise<void>>();
      const framework = {
        describe: (_name: string, define: () => void) => define(),
        test: (name: string, run: () => Promise<void>) => void promises.set(name, run),
      };
      const create = async () => ({ store: s3Store({ client: server.client(), bucket: server.bucket, prefix: server.newPrefix() }) });
      blobStoreContract({ name: 's3Store', framework, create });
      const broken: string[] = [];
      for (const [name, run] of promises) await run().catch((error: unknown) => broken.push(`${name}: ${String(error)}`));
      return { value: broken.length, ok: broken.length === 0 && promises.size > 15, note: [`of ${promises.size}`, ...broken].join('\n') };
    }),
});

/** Every way to make a reference of one tenant look like one of another. */
const FORGERIES = ['as it is', 'tenant', 'key', 'tenant and key', 'no tenant', 'climbing key', 'other case'] as const;

const tenants = defineBar({
  area: 'payloads',
  bar: `reads across tenants, with forged references of ${FORGERIES.length} kinds and tenants of any characters`,
  unit: `of ${READS}`,
  target: 0,
  async measure() {
    const store = memoryStore();
    let read = 0;
    let tried = 0;
    const tenant = fc.oneof(
      fc.constantFrom('acme', 'Acme', 'acm', 'a/b', 'a', '%61', 't'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }).filter((text) => encodeURIComponent(text).length < 100),
    );
    const attempt = fc.asyncProperty(tenant, tenant, fc.constantFrom(...FORGERIES), async (owner, reader, forgery) => {
      fc.pre(owner !== reader);
      tried += 1;
      const secret = randomUUID();
      const theirs = await createArtifacts({ store, tenant: owner }).put(secret, { mediaType: 'text/plain' });
      const own = await createArtifacts({ store, tenant: reader }).put('mine', { mediaType: 'text/plain' });
      const prefix = own.key.slice(0, own.key.indexOf('sha256/'));
      const { tenant: _, ...withoutTenant } = theirs;
      const forged = {
        'as it is': theirs,
        tenant: { ...theirs, tenant: reader },
        key: { ...theirs, key: `${prefix}sha256/${theirs.sha256}` },
        'tenant and key': { ...theirs, tenant: reader, key: `${prefix}sha256/${theirs.sha256}` },
        'no tenant': withoutTenant,
        'climbing key': { ...theirs, tenant: reader, key: `${prefix}../../${theirs.key}` },
        'other case': { ...theirs, tenant: reader, key: theirs.key.toUpperCase() },
      }[forgery];
      const text = await Promise.resolve()
        .then(() => createArtifacts({ store, tenant: reader }).open(forged).text())
        .catch(() => undefined);
      if (text === secret) read += 1;
    });
    await fc.assert(attempt, { numRuns: READS });
    return { value: read, ok: read === 0 && tried >= READS, note: `${tried} tried` };
  },
});

const erasure = defineBar({
  area: 'payloads',
  bar: 'files with a byte, or names with a letter, of a run and of a tenant after `onceward store erase`',
  unit: 'files and names',
  target: 0,
  async measure() {
    let value = -1;
    let before = 0;
    await withStoreScene(async ({ start, cli, occurrencesOf, journal }) => {
      const canaries = { run: `run-${randomUUID()}`, tenant: `tenant-${randomUUID()}` };
      const handles = [
        await start('makeTable', 'to-erase', canaries.run),
        await start('makeTable', 'of-tenant', canaries.tenant, 'globex'),
      ];
      await Promise.all(handles.map((handle) => handle.result()));
      const traces = [canaries.run, canaries.run.toUpperCase(), canaries.tenant, canaries.tenant.toUpperCase(), 'to-erase', 'globex'];
      const count = async (): Promise<number> => (await Promise.all(traces.map(occurrencesOf))).reduce((sum, found) => sum + found, 0);
      await journal.close();
      before = await count();
      const runs = [
        await cli('store', 'erase', '--run', 'to-erase', '--delete'),
        await cli('store', 'erase', '--tenant', 'globex', '--delete'),
      ];
      if (runs.some(({ exitCode }) => exitCode !== 0)) throw new Error(runs.map(({ stderr }) => stderr).join('\n'));
      await journal.close();
      value = await count();
    });
    return { value, ok: value === 0 && before >= 6, note: `${before} before` };
  },
});

export const storeBars: readonly Bar[] = [memoryOfFiles, memoryOfS3, contractOnS3, tenants, erasure];
