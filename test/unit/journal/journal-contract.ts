import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Journal } from '../../../src/worker/journal/journal.ts';
import { collect } from '../stores/collect.ts';
import { SAMPLE_RECORD } from './sample-record.ts';

/** A journal to test, and how to clean up after it. */
export interface JournalUnderTest {
  readonly journal: Journal;
  readonly dispose?: () => Promise<void>;
}

/** What every `Journal` guarantees. Call it inside a test file, with a factory that gives a new, empty journal. */
export function journalContract(kind: string, create: () => Promise<JournalUnderTest>): void {
  describe(`the contract of a journal: ${kind}`, () => {
    let journal: Journal;
    let dispose: (() => Promise<void>) | undefined;

    beforeEach(async () => {
      ({ journal, dispose } = await create());
    });
    afterEach(async () => {
      await journal.close();
      await dispose?.();
    });

    test('a record comes back as it was put', async () => {
      await journal.put(SAMPLE_RECORD);
      expect(await journal.get(SAMPLE_RECORD.key)).toStrictEqual(SAMPLE_RECORD);
    });

    test('a key that was never recorded has no record', async () => {
      await journal.put(SAMPLE_RECORD);
      expect(await journal.get('step-key-2')).toBeUndefined();
      expect(await journal.get('STEP-KEY-1')).toBeUndefined();
    });

    test.each([null, false, 0, '', [], {}, 'null'])('the value %j is a value', async (value) => {
      await journal.put({ ...SAMPLE_RECORD, value, usage: [] });
      expect(await journal.get(SAMPLE_RECORD.key)).toStrictEqual({ ...SAMPLE_RECORD, value, usage: [] });
    });

    test('of two results of the same call the first stays', async () => {
      await journal.put(SAMPLE_RECORD);
      await journal.put({ ...SAMPLE_RECORD, value: 'second', usage: [], recordedAt: '2027-01-01T00:00:00.000Z' });
      expect(await journal.get(SAMPLE_RECORD.key)).toStrictEqual(SAMPLE_RECORD);
    });

    test('the result of another call under the same key replaces all of the old one', async () => {
      const other = { ...SAMPLE_RECORD, fingerprint: 'beef', value: 'second', usage: [], recordedAt: '2027-01-01T00:00:00.000Z' };
      await journal.put(SAMPLE_RECORD);
      await journal.put(other);
      expect(await journal.get(SAMPLE_RECORD.key)).toStrictEqual(other);
    });

    test('changes to a record after a put or a get do not reach the journal', async () => {
      const value = { text: 'right' };
      await journal.put({ ...SAMPLE_RECORD, value });
      value.text = 'wrong';
      const read = await journal.get(SAMPLE_RECORD.key);
      Object.assign(read?.value ?? {}, { text: 'wrong too' });
      expect((await journal.get(SAMPLE_RECORD.key))?.value).toEqual({ text: 'right' });
    });

    test('many records at the same time all arrive', async () => {
      const keys = Array.from({ length: 200 }, (_, index) => `key-${index}`);
      await Promise.all(keys.map((key) => journal.put({ ...SAMPLE_RECORD, key, value: key })));
      const values = await Promise.all(keys.map(async (key) => (await journal.get(key))?.value));
      expect(values).toEqual(keys);
    });

    test('a closed journal opens again with all its records, and may be closed twice', async () => {
      await journal.put(SAMPLE_RECORD);
      await journal.close();
      await journal.close();
      expect(await journal.get(SAMPLE_RECORD.key)).toStrictEqual(SAMPLE_RECORD);
    });

    test('rows tell whose they are and since when, of many, and forgotten ones are gone', async () => {
      const keys = Array.from({ length: 1_200 }, (_, index) => `key-${index}`);
      for (const key of keys) await journal.put({ ...SAMPLE_RECORD, key, tenant: undefined, workflowId: key });
      await journal.put({ ...SAMPLE_RECORD, key: 'theirs' });
      const rows = await collect(journal.rows());
      expect(rows.map(({ key }) => key).toSorted()).toEqual([...keys, 'theirs'].toSorted());
      expect(rows.find(({ key }) => key === 'key-7')).toEqual({
        key: 'key-7',
        workflowId: 'key-7',
        recordedAt: SAMPLE_RECORD.recordedAt,
        value: SAMPLE_RECORD.value,
      });
      expect(rows.find(({ key }) => key === 'theirs')).toMatchObject({ workflowId: 'claim-7', tenant: 'acme' });
      await journal.forget([...keys, 'never-there']);
      await journal.forget([]);
      expect((await collect(journal.rows())).map(({ key }) => key)).toEqual(['theirs']);
      expect(await journal.get('key-7')).toBeUndefined();
    });

    test('a put that was under way when the journal was closed still arrives', async () => {
      const putting = journal.put(SAMPLE_RECORD);
      await journal.close();
      await putting;
      expect(await journal.get(SAMPLE_RECORD.key)).toStrictEqual(SAMPLE_RECORD);
    });
  });
}
