import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { journalContract } from 'onceward/testing';
import { describe, expect, test } from 'vitest';
import { JournalUnavailable } from '../../../src/shared/errors/journal-unavailable.ts';
import { sqliteJournal } from '../../../src/worker/journal/sqlite-journal.ts';
import { RACED_RECORDS } from '../../support/act-on-journal.ts';
import { runChild } from '../stores/run-child.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { SAMPLE_RECORD } from './sample-record.ts';

const CHILD = new URL('sqlite-journal-child.ts', import.meta.url);
const SAMPLE = new URL('samples/journal-v2.sql', import.meta.url);
const SCHEMA = "SELECT (SELECT user_version FROM pragma_user_version) AS version, sql FROM sqlite_master WHERE type = 'table'";

journalContract({
  name: 'sqliteJournal',
  framework: { describe, test },
  create: async () => {
    const folder = await temporaryFolder();
    return { journal: sqliteJournal({ file: join(folder.path, 'journal.sqlite') }), dispose: () => folder[Symbol.asyncDispose]() };
  },
});

test('constructing opens nothing; the first use creates the folder', async () => {
  await using folder = await temporaryFolder();
  const journal = sqliteJournal({ file: join(folder.path, 'not', 'there', 'journal.sqlite') });
  await journal.close();
  expect(journal.name).toBe('sqlite');
  expect(await readdir(folder.path)).toEqual([]);
  expect(await journal.get('key')).toBeUndefined();
  await journal.close();
  expect(await readdir(join(folder.path, 'not', 'there'))).toEqual(['journal.sqlite']);
});

describe('the stored shape', () => {
  test('a record is written as the stored sample says, schema and row', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'journal.sqlite');
    const journal = sqliteJournal({ file });
    await journal.put(SAMPLE_RECORD);
    await journal.close();
    const sample = new DatabaseSync(':memory:');
    sample.exec(await readFile(SAMPLE, 'utf8'));
    const written = new DatabaseSync(file);
    for (const query of [SCHEMA, 'SELECT * FROM journal']) expect(written.prepare(query).all()).toEqual(sample.prepare(query).all());
    expect(written.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    written.close();
  });

  test.each([1, 2])('a journal that version %i wrote is read, and written on', async (version) => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'journal.sqlite');
    execute(file, await readFile(new URL(`samples/journal-v${version}.sql`, import.meta.url), 'utf8'));
    const journal = sqliteJournal({ file });
    const { workflowId: _, tenant: __, ...withoutRun } = SAMPLE_RECORD;
    expect(await journal.get(SAMPLE_RECORD.key)).toStrictEqual(version === 1 ? withoutRun : SAMPLE_RECORD);
    await journal.put({ ...SAMPLE_RECORD, key: 'step-key-2' });
    expect(await journal.get('step-key-2')).toStrictEqual({ ...SAMPLE_RECORD, key: 'step-key-2' });
    await journal.close();
  });

  test('what was forgotten or replaced is not in the files either', async () => {
    await using folder = await temporaryFolder();
    const journal = sqliteJournal({ file: join(folder.path, 'journal.sqlite') });
    const canary = (number: number) => `canary-${number}-${'x'.repeat(3_000 * number)}-canary-${number}`;
    for (const number of [1, 2, 3, 4]) await journal.put({ ...SAMPLE_RECORD, key: `key-${number}`, value: canary(number) });
    await journal.put({ ...SAMPLE_RECORD, key: 'key-4', fingerprint: 'other', value: 'replaced' });
    await journal.forget(['key-1', 'key-3', 'never-there']);
    const bytes = Buffer.concat(await Promise.all((await readdir(folder.path)).map((name) => readFile(join(folder.path, name)))));
    expect([1, 2, 3, 4].map((number) => bytes.includes(`canary-${number}`))).toEqual([false, true, false, false]);
    expect((await journal.get('key-2'))?.value).toBe(canary(2));
    await journal.close();
  });

  test.each([
    ['schema', 'PRAGMA user_version = 3', 'has schema version 3, and this version of Onceward knows 2'],
    ['record', 'UPDATE journal SET v = 2', "has a record of version 2 under 'step-key-1', and this version of Onceward knows 1"],
  ])('a %s of a newer version is refused by name, not misread', async (_, change, problem) => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'journal.sqlite');
    execute(file, `${await readFile(SAMPLE, 'utf8')}; ${change}`);
    const journal = sqliteJournal({ file });
    const error = await journal.get(SAMPLE_RECORD.key).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'JournalUnavailable', journal: file, message: expect.stringContaining(problem) as string });
    await journal.close();
  });
});

describe('a file that cannot be used', () => {
  test('is an error that names it, and the next use tries again', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'taken'), '');
    const file = join(folder.path, 'taken', 'journal.sqlite');
    const journal = sqliteJournal({ file });
    const error = await journal.put(SAMPLE_RECORD).catch((thrown: unknown) => thrown);
    expect(JournalUnavailable.isInstance(error)).toBe(true);
    expect(String(error)).toContain(file);
    await rm(join(folder.path, 'taken'));
    await journal.put(SAMPLE_RECORD);
    expect(await journal.get(SAMPLE_RECORD.key)).toStrictEqual(SAMPLE_RECORD);
    await journal.close();
  });

  test('that is no database is never overwritten', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'notes.txt');
    await writeFile(file, 'my notes, which are not a database at all');
    await expect(sqliteJournal({ file }).put(SAMPLE_RECORD)).rejects.toMatchObject({ code: 'JournalUnavailable' });
    expect(await readFile(file, 'utf8')).toBe('my notes, which are not a database at all');
  });
});

describe('several processes', () => {
  test('a process killed right after a put leaves the record', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'journal.sqlite');
    const { signal, errors } = await runChild(CHILD, 'put-and-die', file);
    expect({ signal, errors }).toEqual({ signal: 'SIGKILL', errors: '' });
    const journal = sqliteJournal({ file });
    expect(await journal.get(SAMPLE_RECORD.key)).toStrictEqual(SAMPLE_RECORD);
    await journal.close();
  });

  test('processes that record the same calls at the same time agree on every winner', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'new', 'journal.sqlite');
    const children = await Promise.all(['a', 'b', 'c'].map((name) => runChild(CHILD, 'race', file, name)));
    expect(children.map(({ code, errors }) => ({ code, errors }))).toEqual(children.map(() => ({ code: 0, errors: '' })));
    const [first, ...others] = children.map(({ output }) => JSON.parse(output) as string[]);
    expect(first).toHaveLength(RACED_RECORDS);
    for (const other of others) expect(other).toEqual(first);
  });

  test('a put waits while another process holds the file locked, and the event loop goes on', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'journal.sqlite');
    const journal = sqliteJournal({ file });
    await journal.put(SAMPLE_RECORD);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    let last = performance.now();
    let longestPauseMs = 0;
    const beat = setInterval(() => {
      longestPauseMs = Math.max(longestPauseMs, performance.now() - last);
      last = performance.now();
    }, 10);
    setTimeout(() => other.exec('COMMIT'), 1500);
    await journal.put({ ...SAMPLE_RECORD, key: 'waited' });
    clearInterval(beat);
    expect(await journal.get('waited')).toBeDefined();
    expect(longestPauseMs).toBeLessThan(1000);
    other.close();
    await journal.close();
  });
});

function execute(file: string, sql: string): void {
  const connection = new DatabaseSync(file);
  connection.exec(sql);
  connection.close();
}
