/** What every journal guarantees, one function each; `journalContract` gives them their names. */
import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { Journal, JournalRecord } from '../../worker/journal/journal.js';
import type { RunRow } from '../../worker/records/run-records.js';

const RECORD: JournalRecord = {
  v: 1,
  key: 'step-key-1',
  fingerprint: 'f00d',
  value: { text: 'größe 🦊 \u0000', list: [1, 2.5, -3, true, null], nested: { empty: {} } },
  usage: [
    {
      key: 'step-key-1',
      attempt: 2,
      provider: 'scans',
      model: 'page',
      tokens: { input: 1_200, output: 80 },
      units: { pages: 3 },
      billed: 'yes',
    },
  ],
  recordedAt: '2026-01-02T03:04:05.678Z',
  workflowId: 'claim-7',
  tenant: 'acme',
};
const LATER = { value: 'second', usage: [], recordedAt: '2027-01-01T00:00:00.000Z' } as const;
/** More than a page of any of ours. */
const MANY = 1_200;

export async function comesBack(journal: Journal): Promise<void> {
  await journal.put(RECORD);
  deepStrictEqual(await journal.get(RECORD.key), RECORD);
}

export async function keysAreExact(journal: Journal): Promise<void> {
  await journal.put(RECORD);
  for (const key of ['step-key-2', 'STEP-KEY-1', 'step-key-1 ', '']) strictEqual(await journal.get(key), undefined);
}

export async function emptyValues(journal: Journal): Promise<void> {
  for (const value of [null, false, 0, '', [], {}, 'null']) {
    const record = { ...RECORD, key: JSON.stringify(value), value, usage: [] };
    await journal.put(record);
    deepStrictEqual(await journal.get(record.key), record);
  }
}

export async function firstStays(journal: Journal): Promise<void> {
  await journal.put(RECORD);
  await journal.put({ ...RECORD, ...LATER });
  deepStrictEqual(await journal.get(RECORD.key), RECORD);
}

export async function anotherCallReplaces(journal: Journal): Promise<void> {
  const other = { ...RECORD, ...LATER, fingerprint: 'beef' };
  await journal.put(RECORD);
  await journal.put(other);
  deepStrictEqual(await journal.get(RECORD.key), other);
}

export async function keepsItsOwnCopy(journal: Journal): Promise<void> {
  const value = { text: 'right' };
  await journal.put({ ...RECORD, value });
  value.text = 'wrong';
  const read = await journal.get(RECORD.key);
  Object.assign(read?.value ?? {}, { text: 'wrong too' });
  deepStrictEqual((await journal.get(RECORD.key))?.value, { text: 'right' });
}

export async function manyArrive(journal: Journal): Promise<void> {
  const keys = Array.from({ length: 200 }, (_, index) => `key-${index}`);
  await Promise.all(keys.map((key) => journal.put({ ...RECORD, key, value: key })));
  const values = await Promise.all(keys.map(async (key) => (await journal.get(key))?.value));
  deepStrictEqual(values, keys);
}

export async function oneOfManyWins(journal: Journal): Promise<void> {
  await Promise.all(Array.from({ length: 20 }, (_, index) => journal.put({ ...RECORD, value: index })));
  const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => journal.get(RECORD.key)));
  for (const other of others) deepStrictEqual(other, first);
}

export async function reopens(journal: Journal): Promise<void> {
  await journal.put(RECORD);
  await journal.close();
  await journal.close();
  deepStrictEqual(await journal.get(RECORD.key), RECORD);
}

export async function arrivesThoughClosed(journal: Journal): Promise<void> {
  const putting = journal.put(RECORD);
  await journal.close();
  await putting;
  deepStrictEqual(await journal.get(RECORD.key), RECORD);
}

export async function rowsTellWhose(journal: Journal): Promise<void> {
  const keys = Array.from({ length: MANY }, (_, index) => `key-${index}`);
  const { key: _key, tenant: _tenant, ...withoutTenant } = RECORD;
  await Promise.all(keys.map((key) => journal.put({ ...withoutTenant, key, workflowId: key })));
  await journal.put({ ...RECORD, key: 'theirs' });
  const rows = await allRows(journal);
  deepStrictEqual(rows.map(({ key }) => key).toSorted(), [...keys, 'theirs'].toSorted());
  const { recordedAt, value } = RECORD;
  deepStrictEqual(byKey(rows, 'key-7'), { key: 'key-7', workflowId: 'key-7', recordedAt, value });
  deepStrictEqual(byKey(rows, 'theirs'), { key: 'theirs', workflowId: 'claim-7', tenant: 'acme', recordedAt, value });
}

export async function forgottenAreGone(journal: Journal): Promise<void> {
  for (const key of ['one', 'two', 'three']) await journal.put({ ...RECORD, key });
  await journal.forget(['one', 'three', 'never-there']);
  await journal.forget([]);
  deepStrictEqual(
    (await allRows(journal)).map(({ key }) => key),
    ['two'],
  );
  strictEqual(await journal.get('one'), undefined);
}

async function allRows(journal: Journal): Promise<readonly RunRow[]> {
  const rows: RunRow[] = [];
  for await (const row of journal.rows()) rows.push(row);
  return rows;
}

function byKey(rows: readonly RunRow[], wanted: string): RunRow | undefined {
  return rows.find(({ key }) => key === wanted);
}
