import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { ledgerContract } from 'onceward/testing';
import { sqliteLedger, type LedgerRequest } from 'onceward/worker';
import { describe, expect, test } from 'vitest';
import { RACED_KEYS } from '../../support/act-on-ledger.ts';
import { collect } from '../stores/collect.ts';
import { runChild } from '../stores/run-child.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';

const CHILD = new URL('sqlite-ledger-child.ts', import.meta.url);
const SAMPLE = sampleOf(2);
const SCHEMA = "SELECT (SELECT user_version FROM pragma_user_version) AS version, sql FROM sqlite_master WHERE type = 'table'";
const ASK: LedgerRequest = { key: 'key', fingerprint: 'f00d', owner: 'worker@2', leaseMs: 60_000 };

ledgerContract({
  name: 'sqliteLedger',
  framework: { describe, test },
  create: async () => {
    const folder = await temporaryFolder();
    return { ledger: sqliteLedger({ file: join(folder.path, 'ledger.sqlite') }), dispose: () => folder[Symbol.asyncDispose]() };
  },
});

test('constructing opens nothing; the first use creates the folder', async () => {
  await using folder = await temporaryFolder();
  const ledger = sqliteLedger({ file: join(folder.path, 'not', 'there', 'ledger.sqlite') });
  await ledger.close();
  expect(await readdir(folder.path)).toEqual([]);
  expect(await ledger.begin(ASK)).toEqual({ status: 'new', fence: 1 });
  await ledger.close();
});

describe('the stored shape', () => {
  test('is that of the stored sample, schema and rows', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'ledger.sqlite');
    const ledger = sqliteLedger({ file });
    await ledger.begin({ ...ASK, owner: 'worker@1', workflowId: 'claim-7', tenant: 'acme' });
    await ledger.complete('key', 1, { v: 1, value: { id: '7' } });
    await ledger.close();
    const sample = new DatabaseSync(':memory:');
    sample.exec(await readFile(SAMPLE, 'utf8'));
    const written = new DatabaseSync(file);
    expect(written.prepare(SCHEMA).all()).toEqual(sample.prepare(SCHEMA).all());
    const row = 'SELECT v, fingerprint, status, owner, result, workflow_id, tenant FROM ledger WHERE status = ?';
    expect(written.prepare(row).all('done')).toEqual(sample.prepare(row).all('done'));
    expect(written.prepare('SELECT lease_until - begun_at AS lease FROM ledger').get()).toEqual({ lease: expect.closeTo(60, 2) as number });
    written.close();
  });

  test.each([1, 2])('a ledger that version %i wrote is read, every status of it', async (version) => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'ledger.sqlite');
    execute(file, await readFile(sampleOf(version), 'utf8'));
    const ledger = sqliteLedger({ file });
    const owner = version === 1 ? {} : { workflowId: 'claim-7', tenant: 'acme' };
    const row = { key: 'done', recordedAt: '2026-01-02T03:03:55.678Z', value: { v: 1, value: { id: '7' } }, ...owner };
    expect(await collect(ledger.rows())).toContainEqual(row);
    expect(await ledger.begin({ ...ASK, key: 'done' })).toEqual({ status: 'done', result: { v: 1, value: { id: '7' } } });
    expect(await ledger.begin({ ...ASK, key: 'released' })).toEqual({ status: 'new', fence: 4 });
    expect(await ledger.begin({ ...ASK, key: 'unknown' })).toEqual({ status: 'unknown', fence: 1 });
    expect(await ledger.begin({ ...ASK, key: 'in-flight' })).toEqual({ status: 'unknown', fence: 4 });
    await ledger.close();
  });

  test.each([
    ['schema', 'PRAGMA user_version = 3', 'has schema version 3, and this version of Onceward knows 2'],
    ['row', 'UPDATE ledger SET v = 2', "has a row of version 2 under 'released', and this version of Onceward knows 1"],
  ])('a %s of a newer version is refused by name, and nothing is begun', async (_, change, problem) => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'ledger.sqlite');
    execute(file, `${await readFile(SAMPLE, 'utf8')}; ${change}`);
    const ledger = sqliteLedger({ file });
    const error = await ledger.begin({ ...ASK, key: 'released' }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'LedgerUnavailable', ledger: file, message: expect.stringContaining(problem) as string });
    await ledger.close();
  });
});

test('looking for rows makes no file', async () => {
  await using folder = await temporaryFolder();
  const ledger = sqliteLedger({ file: join(folder.path, 'ledger.sqlite') });
  expect(await collect(ledger.rows())).toEqual([]);
  await ledger.forget([]);
  expect(await readdir(folder.path)).toEqual([]);
});

test('of a write that was forgotten no byte is left in the files', async () => {
  await using folder = await temporaryFolder();
  const ledger = sqliteLedger({ file: join(folder.path, 'ledger.sqlite') });
  await ledger.begin({ ...ASK, workflowId: 'canary-workflow' });
  await ledger.complete('key', 1, { v: 1, value: 'canary-value' });
  await ledger.begin({ ...ASK, key: 'other' });
  const bytes = async () => Buffer.concat(await Promise.all((await readdir(folder.path)).map((name) => readFile(join(folder.path, name)))));
  expect((await bytes()).includes('canary')).toBe(true);
  await ledger.forget(['key']);
  expect((await bytes()).includes('canary')).toBe(false);
  await ledger.close();
});

test('a file that is no database is an error that names it, and is never overwritten', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'notes.txt');
  await writeFile(file, 'my notes, which are not a database at all');
  const error = await sqliteLedger({ file })
    .begin(ASK)
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'LedgerUnavailable', message: expect.stringContaining(file) as string });
  expect(await readFile(file, 'utf8')).toBe('my notes, which are not a database at all');
});

describe('several processes', () => {
  test('each write is begun by one of them, and everybody sees its result', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'new', 'ledger.sqlite');
    const names = ['a', 'b', 'c'];
    const children = await Promise.all(names.map((name) => runChild(CHILD, 'race', file, name)));
    expect(children.map(({ code, errors }) => ({ code, errors }))).toEqual(children.map(() => ({ code: 0, errors: '' })));
    const won = children.map(({ output }) => JSON.parse(output) as string[]);
    expect(won.flat().toSorted()).toEqual(Array.from({ length: RACED_KEYS }, (_, index) => `key-${index}`).toSorted());
    const ledger = sqliteLedger({ file });
    for (const [index, keys] of won.entries()) {
      for (const key of keys)
        expect(await ledger.begin({ ...ASK, key })).toEqual({ status: 'done', result: { v: 1, value: names[index] } });
    }
    await ledger.close();
  });

  test('a process killed between begin and complete leaves a write of unknown outcome, after its lease', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'ledger.sqlite');
    expect(await runChild(CHILD, 'begin-and-die', file)).toMatchObject({ signal: 'SIGKILL', errors: '' });
    await sleep(300);
    const ledger = sqliteLedger({ file });
    expect(await ledger.begin(ASK)).toEqual({ status: 'unknown', fence: 1 });
    await ledger.close();
  });

  test('a process killed right after complete leaves the result', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'ledger.sqlite');
    expect(await runChild(CHILD, 'complete-and-die', file, 'a')).toMatchObject({ signal: 'SIGKILL', errors: '' });
    const ledger = sqliteLedger({ file });
    expect(await ledger.begin(ASK)).toEqual({ status: 'done', result: { v: 1, value: 'a' } });
    await ledger.close();
  });
});

function execute(file: string, sql: string): void {
  const connection = new DatabaseSync(file);
  connection.exec(sql);
  connection.close();
}

function sampleOf(version: number): URL {
  return new URL(`samples/ledger-v${version}.sql`, import.meta.url);
}
