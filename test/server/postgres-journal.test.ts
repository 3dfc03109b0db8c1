import { readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import { postgresJournal, postgresLedger } from 'onceward/stores/postgres';
import { journalContract } from 'onceward/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RACED_RECORDS } from '../support/act-on-journal.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { openPostgres, type OpenPostgres } from '../support/open-postgres.ts';
import { SAMPLE_RECORD } from '../unit/journal/sample-record.ts';
import { runChild } from '../unit/stores/run-child.ts';

const CHILD = new URL('../fixtures/postgres-journal-child.ts', import.meta.url);
const SAMPLE = new URL('../unit/journal/samples/postgres-journal-v1.sql', import.meta.url);
let server: OpenPostgres;
let pool: Pool;

beforeAll(async () => {
  server = await openPostgres();
  pool = server.pool;
});

afterAll(() => server.stop());

journalContract({
  name: 'postgresJournal',
  framework: { describe, test },
  create: async () => ({ journal: postgresJournal({ connectionString: server.connectionString, schema: server.newSchema() }) }),
});

describe('its table', () => {
  test('is made once by many workers that come at the same time, beside that of a ledger in the same schema', async () => {
    const schema = server.newSchema();
    const journals = Array.from({ length: 8 }, () => postgresJournal({ pool, schema }));
    await Promise.all([...journals.map((journal) => journal.put(SAMPLE_RECORD)), postgresLedger({ pool, schema }).migrate()]);
    const { rows } = await pool.query(`SELECT * FROM ${schema}.schema_version ORDER BY component`);
    expect(rows.map(({ component }) => component)).toEqual(['journal', 'ledger']);
    expect((await pool.query(`SELECT count(*) FROM ${schema}.journal`)).rows).toEqual([{ count: '1' }]);
  });

  test('is written as the stored sample says, schema and row', async () => {
    await loadSample();
    const schema = server.newSchema();
    await postgresJournal({ pool, schema }).put(SAMPLE_RECORD);
    const columns =
      'SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = $1 ORDER BY table_name, column_name';
    expect((await pool.query(columns, [schema])).rows).toEqual((await pool.query(columns, ['onceward_v1'])).rows);
    const rowsIn = async (name: string): Promise<unknown[]> => (await pool.query(`SELECT * FROM ${name}.journal`)).rows;
    expect(await rowsIn(schema)).toEqual(await rowsIn('onceward_v1'));
  });

  test('that version 1 wrote is read', async () => {
    await loadSample();
    expect(await postgresJournal({ pool, schema: 'onceward_v1' }).get(SAMPLE_RECORD.key)).toStrictEqual(SAMPLE_RECORD);
  });

  test.each([
    ['a schema', 'UPDATE onceward_v1.schema_version SET version = 2', 'has schema version 2, and this version of Onceward knows 1'],
    ['a record', 'UPDATE onceward_v1.journal SET v = 2', "has a record of version 2 under 'step-key-1'"],
  ])('%s of a newer version is refused by name, not misread', async (_, change, problem) => {
    await loadSample();
    await pool.query(change);
    const getting = postgresJournal({ pool, schema: 'onceward_v1' }).get(SAMPLE_RECORD.key);
    await expect(getting).rejects.toMatchObject({ code: 'JournalUnavailable', message: expect.stringContaining(problem) as string });
  });

  test('need not be made by the worker: a user who may only read and write it is enough', async () => {
    const schema = server.newSchema();
    await postgresJournal({ pool, schema }).migrate();
    await pool.query(`CREATE ROLE worker_${schema} LOGIN; GRANT USAGE ON SCHEMA ${schema} TO worker_${schema};
      GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA ${schema} TO worker_${schema}`);
    const journal = postgresJournal({ connectionString: server.connectionString.replace('onceward@', `worker_${schema}@`), schema });
    await journal.put(SAMPLE_RECORD);
    expect(await journal.get(SAMPLE_RECORD.key)).toStrictEqual(SAMPLE_RECORD);
    await journal.close();
  });
});

describe('several processes', () => {
  test('a process killed right after a put leaves the record', async () => {
    const schema = server.newSchema();
    const child = await runChild(CHILD, 'put-and-die', server.connectionString, schema, 'a');
    expect(child).toMatchObject({ signal: 'SIGKILL', errors: '' });
    expect(await postgresJournal({ pool, schema }).get(SAMPLE_RECORD.key)).toStrictEqual(SAMPLE_RECORD);
  });

  test('processes that record the same calls at the same time agree on every winner', async () => {
    const schema = server.newSchema();
    const children = await Promise.all(['a', 'b', 'c'].map((name) => runChild(CHILD, 'race', server.connectionString, schema, name)));
    expect(children.map(({ code, errors }) => ({ code, errors }))).toEqual(children.map(() => ({ code: 0, errors: '' })));
    const [first, ...others] = children.map(({ output }) => JSON.parse(output) as string[]);
    expect(first).toHaveLength(RACED_RECORDS);
    for (const other of others) expect(other).toEqual(first);
  });
});

test('a database that gives no answer is a typed error in time', async () => {
  const proxy = await startFaultProxy(`127.0.0.1:${server.port}`);
  const connectionString = server.connectionString.replace(/127\.0\.0\.1:\d+/, proxy.address);
  const journal = postgresJournal({ connectionString, schema: server.newSchema(), queryTimeout: '300ms' });
  await journal.put(SAMPLE_RECORD);
  proxy.begin('drop');
  await expect(journal.get(SAMPLE_RECORD.key)).rejects.toMatchObject({
    code: 'JournalUnavailable',
    message: expect.stringContaining('the database gave no answer within') as string,
  });
  proxy.end();
  await journal.close();
  await proxy.close();
});

test('a database that is down is a typed error without the password, and is used again when it is back', async () => {
  const connectionString = server.connectionString.replace('onceward@', 'onceward:canary-password@');
  const journal = postgresJournal({ connectionString, schema: server.newSchema() });
  await journal.put(SAMPLE_RECORD);
  await server.kill();
  const error = await journal.get(SAMPLE_RECORD.key).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'JournalUnavailable' });
  expect(String(error)).not.toContain('canary-password');
  await server.restart();
  expect(await journal.get(SAMPLE_RECORD.key)).toStrictEqual(SAMPLE_RECORD);
  await journal.close();
});

async function loadSample(): Promise<void> {
  await pool.query(`DROP SCHEMA IF EXISTS onceward_v1 CASCADE; ${readFileSync(SAMPLE, 'utf8')}`);
}
