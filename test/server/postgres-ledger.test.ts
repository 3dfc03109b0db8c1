import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { postgresLedger, type PostgresLedger } from 'onceward/stores/postgres';
import { ledgerContract } from 'onceward/testing';
import type { LedgerRequest } from 'onceward/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../src/shared/contract/json.ts';
import { RACED_KEYS } from '../support/act-on-ledger.ts';
import { openPostgres, type OpenPostgres } from '../support/open-postgres.ts';
import { runOnce, type OneAttempt } from '../support/run-once.ts';
import { collect } from '../unit/stores/collect.ts';
import { runChild } from '../unit/stores/run-child.ts';

const CHILD = new URL('../fixtures/once/postgres-ledger-child.ts', import.meta.url);
const ASK: LedgerRequest = { key: 'key', fingerprint: 'f00d', owner: 'worker@2', leaseMs: 60_000 };
let server: OpenPostgres;
let pool: Pool;

beforeAll(async () => {
  server = await openPostgres();
  pool = server.pool;
});

afterAll(() => server.stop());

ledgerContract({
  name: 'postgresLedger',
  framework: { describe, test },
  create: async () => ({ ledger: postgresLedger({ connectionString: server.connectionString, schema: server.newSchema() }) }),
});

describe('its tables', () => {
  test('are made once by many workers that come at the same time, and one of them begins', async () => {
    const schema = server.newSchema();
    const ledgers = Array.from({ length: 8 }, () => postgresLedger({ pool, schema }));
    const states = await Promise.all(ledgers.map((ledger) => ledger.begin(ASK)));
    expect(states.map(({ status }) => status).toSorted()).toEqual([...Array.from({ length: 7 }, () => 'in-flight'), 'new']);
    expect((await pool.query(`SELECT * FROM ${schema}.schema_version`)).rows).toEqual([{ component: 'ledger', version: 2 }]);
  });

  test('are those of the stored sample, column by column', async () => {
    await loadSample(2);
    const schema = server.newSchema();
    await postgresLedger({ pool, schema }).migrate();
    const columns =
      'SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = $1 ORDER BY table_name, column_name';
    expect((await pool.query(columns, [schema])).rows).toEqual((await pool.query(columns, ['onceward_v2'])).rows);
  });

  test.each([1, 2])('that version %i wrote are read, every status of them', async (version) => {
    await loadSample(version);
    const ledger = postgresLedger({ pool, schema: `onceward_v${version}` });
    const owner = version === 1 ? {} : { workflowId: 'claim-7', tenant: 'acme' };
    const recordedAt = '2026-01-02T03:03:55.000Z';
    const rows = await collect(ledger.rows());
    expect(rows).toContainEqual({ key: 'done', recordedAt, value: { v: 1, value: { id: '7' } }, ...owner });
    expect(rows).toContainEqual({ key: 'committed', recordedAt, value: { booking: 7 }, ...owner });
    expect(await ledger.begin({ ...ASK, key: 'done' })).toEqual({ status: 'done', result: { v: 1, value: { id: '7' } } });
    expect(await ledger.begin({ ...ASK, key: 'released' })).toEqual({ status: 'new', fence: 4 });
    expect(await ledger.begin({ ...ASK, key: 'unknown' })).toEqual({ status: 'unknown', fence: 1 });
    expect(await ledger.begin({ ...ASK, key: 'in-flight' })).toEqual({ status: 'unknown', fence: 4 });
    expect(await ledger.begin({ ...ASK, key: 'committed' })).toEqual({ status: 'new', fence: 6 });
  });

  test.each([
    ['a schema', 'UPDATE onceward_v2.schema_version SET version = 3', 'has schema version 3, and this version of Onceward knows 2'],
    ['a row', 'UPDATE onceward_v2.ledger SET v = 2', "has a row of version 2 under 'released'"],
  ])('%s of a newer version is refused by name, and nothing is begun', async (_, change, problem) => {
    await loadSample(2);
    await pool.query(change);
    const asking = postgresLedger({ pool, schema: 'onceward_v2' }).begin({ ...ASK, key: 'released' });
    await expect(asking).rejects.toMatchObject({ code: 'LedgerUnavailable', message: expect.stringContaining(problem) as string });
  });

  test('need not be made by the worker: a user who may only read and write them is enough', async () => {
    const schema = server.newSchema();
    await postgresLedger({ pool, schema }).migrate();
    await pool.query(`CREATE ROLE worker_${schema} LOGIN; GRANT USAGE ON SCHEMA ${schema} TO worker_${schema};
      GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA ${schema} TO worker_${schema}`);
    const ledger = postgresLedger({ connectionString: server.connectionString.replace('onceward@', `worker_${schema}@`), schema });
    expect(await ledger.begin(ASK)).toEqual({ status: 'new', fence: 1 });
    await ledger.close();
  });
});

test.each([
  [{}, /'pool' is missing, and so is `connectionString`/],
  [{ connectionString: 'postgres://x', pool: {} }, /'pool' is given beside/],
  [{ connectionString: 'postgres://x', schema: 'a"; DROP' }, /'schema' is 'a"; DROP', which is no plain name/],
  [{ conectionString: 'postgres://x' }, /Did you mean 'connectionString'/],
])('%j is refused', (options, problem) => {
  expect(() => postgresLedger(options as { connectionString: string })).toThrow(problem);
});

describe('several processes', () => {
  test('each write is begun by one of them, and everybody sees its result', async () => {
    const schema = server.newSchema();
    const names = ['a', 'b', 'c'];
    const children = await Promise.all(names.map((name) => runChild(CHILD, 'race', server.connectionString, schema, name)));
    expect(children.map(({ code, errors }) => ({ code, errors }))).toEqual(children.map(() => ({ code: 0, errors: '' })));
    const won = children.map(({ output }) => JSON.parse(output) as string[]);
    expect(won.flat().toSorted()).toEqual(Array.from({ length: RACED_KEYS }, (_, index) => `key-${index}`).toSorted());
    const ledger = postgresLedger({ pool, schema });
    for (const [index, keys] of won.entries()) {
      for (const key of keys)
        expect(await ledger.begin({ ...ASK, key })).toEqual({ status: 'done', result: { v: 1, value: names[index] } });
    }
  });

  test('one killed between begin and complete leaves a write of unknown outcome, after its lease', async () => {
    const schema = server.newSchema();
    expect(await runChild(CHILD, 'begin-and-die', server.connectionString, schema, 'a')).toMatchObject({ signal: 'SIGKILL', errors: '' });
    await sleep(300);
    expect(await postgresLedger({ pool, schema }).begin(ASK)).toEqual({ status: 'unknown', fence: 1 });
  });
});

describe('an effect in the transaction of the ledger', () => {
  const bookings = async (item: string): Promise<number> =>
    Number((await pool.query('SELECT count(*) FROM bookings WHERE item = $1', [item])).rows[0].count);
  const book = (ledger: PostgresLedger, item: string) => async (): Promise<Json> =>
    ledger.transaction(async (sql) => {
      const { rows } = await sql.query('INSERT INTO bookings (item) VALUES ($1) RETURNING id', [item]);
      return { booking: Number(rows[0]?.['id']) };
    });
  const attempt = (ledger: PostgresLedger, item: string, more: Partial<OneAttempt> = {}) =>
    runOnce({ ledger, key: item, perform: book(ledger, item), options: { onUnknownOutcome: 'retry' }, ...more });

  beforeAll(() => pool.query('CREATE TABLE bookings (id serial PRIMARY KEY, item text NOT NULL)'));

  test('is committed with it, and its result comes back', async () => {
    const ledger = postgresLedger({ pool, schema: server.newSchema() });
    const { value } = await attempt(ledger, 'plain');
    expect(await attempt(ledger, 'plain', { attempt: 2 })).toMatchObject({ value, replayedFrom: 'ledger' });
    expect(await bookings('plain')).toBe(1);
  });

  test.each(['die-before-commit', 'die-after-commit'])('of a process that dies (%s) happens exactly once', async (what) => {
    const schema = server.newSchema();
    expect(await runChild(CHILD, what, server.connectionString, schema, what)).toMatchObject({ signal: 'SIGKILL', errors: '' });
    expect(await bookings(what)).toBe(what === 'die-after-commit' ? 1 : 0);
    await sleep(350);
    const ledger = postgresLedger({ pool, schema });
    const { value } = await attempt(ledger, what, { key: 'booking', attempt: 2 });
    expect((await pool.query('SELECT id FROM bookings WHERE item = $1', [what])).rows).toEqual([
      { id: (value as { booking: number }).booking },
    ]);
  });

  test('of an attempt that another took the place of is rolled back', async () => {
    const schema = server.newSchema();
    const ledger = postgresLedger({ pool, schema });
    const zombie = attempt(ledger, 'zombie', {
      perform: () =>
        ledger.transaction(async (sql) => {
          await sql.query('INSERT INTO bookings (item) VALUES ($1)', ['zombie']);
          // As if this process had stood still for longer than its lease, and another attempt came meanwhile.
          await pool.query(`UPDATE ${schema}.ledger SET lease_until = clock_timestamp()`);
          expect((await attempt(ledger, 'zombie', { attempt: 2 })).value).toEqual({ booking: expect.any(Number) as number });
          return null;
        }),
    });
    await expect(zombie).rejects.toMatchObject({ type: 'LeaseLost' });
    expect(await bookings('zombie')).toBe(1);
  });

  test('that fails leaves nothing, and the next attempt does it', async () => {
    const ledger = postgresLedger({ pool, schema: server.newSchema() });
    const failing = attempt(ledger, 'failing', {
      perform: () =>
        ledger.transaction(async (sql) => {
          await sql.query('INSERT INTO bookings (item) VALUES ($1)', ['failing']);
          await sql.query('INSERT INTO bookings (item) VALUES (NULL)');
          return null;
        }),
    });
    await expect(failing).rejects.toThrow();
    expect(await bookings('failing')).toBe(0);
    await attempt(ledger, 'failing', { attempt: 2 });
    expect(await bookings('failing')).toBe(1);
  });

  test("may be a part of the user's own transaction", async () => {
    const ledger = postgresLedger({ pool, schema: server.newSchema() });
    const own = async (end: 'COMMIT' | 'ROLLBACK'): Promise<Json> => {
      const client = await pool.connect();
      await client.query('BEGIN');
      await ledger.transaction((sql) => sql.query('INSERT INTO bookings (item) VALUES ($1)', ['own']), { client });
      await client.query(end);
      client.release();
      if (end === 'ROLLBACK') throw Object.assign(new Error('the rest was refused'), { status: 400 });
      return null;
    };
    await expect(attempt(ledger, 'own', { perform: () => own('ROLLBACK') })).rejects.toThrow();
    for (const number of [2, 3]) await attempt(ledger, 'own', { attempt: number, perform: () => own('COMMIT') });
    expect(await bookings('own')).toBe(1);
  });

  test('is refused outside a write under the ledger, and a second time in one', async () => {
    const ledger = postgresLedger({ pool, schema: server.newSchema() });
    await expect(ledger.transaction(async () => null)).rejects.toMatchObject({ code: 'InvalidDurable' });
    const twice = attempt(ledger, 'twice', { perform: async () => [await book(ledger, 'twice')(), await book(ledger, 'twice')()] });
    await expect(twice).rejects.toMatchObject({ message: expect.stringContaining('a second time') as string });
    expect(await bookings('twice')).toBe(1);
  });
});

test('a database that is down is a typed error without the password, and is used again when it is back', async () => {
  const connectionString = server.connectionString.replace('onceward@', 'onceward:canary-password@');
  const ledger = postgresLedger({ connectionString, schema: server.newSchema() });
  expect((await ledger.begin(ASK)).status).toBe('new');
  await server.kill();
  const error = await ledger.begin(ASK).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'LedgerUnavailable' });
  expect(String(error)).not.toContain('canary-password');
  await server.restart();
  expect((await ledger.begin(ASK)).status).toBe('in-flight');
  await ledger.close();
});

async function loadSample(version: number): Promise<void> {
  const sample = new URL(`../unit/ledger/samples/postgres-ledger-v${version}.sql`, import.meta.url);
  await pool.query(`DROP SCHEMA IF EXISTS onceward_v${version} CASCADE; ${readFileSync(sample, 'utf8')}`);
}
