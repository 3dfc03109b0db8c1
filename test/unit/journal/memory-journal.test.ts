import { journalContract } from 'onceward/testing';
import { describe, expect, test } from 'vitest';
import { memoryJournal } from '../../../src/worker/journal/memory-journal.ts';

journalContract({ name: 'memoryJournal', framework: { describe, test }, create: async () => ({ journal: memoryJournal() }) });

test('a memory journal is called memory, unless it is given a name', () => {
  expect(memoryJournal().name).toBe('memory');
  expect(memoryJournal({ name: 'test' }).name).toBe('test');
});
