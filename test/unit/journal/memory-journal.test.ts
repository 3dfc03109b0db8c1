import { expect, test } from 'vitest';
import { memoryJournal } from '../../../src/worker/journal/memory-journal.ts';
import { journalContract } from './journal-contract.ts';

journalContract('memoryJournal', async () => ({ journal: memoryJournal() }));

test('a memory journal is called memory, unless it is given a name', () => {
  expect(memoryJournal().name).toBe('memory');
  expect(memoryJournal({ name: 'test' }).name).toBe('test');
});
