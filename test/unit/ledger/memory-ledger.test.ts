import { ledgerContract } from 'onceward/testing';
import { memoryLedger } from 'onceward/worker';
import { describe, expect, test } from 'vitest';

ledgerContract({ name: 'memoryLedger', framework: { describe, test }, create: async () => ({ ledger: memoryLedger() }) });

test('a memory ledger is called memory, unless it is given a name', () => {
  expect(memoryLedger().name).toBe('memory');
  expect(memoryLedger({ name: 'test' }).name).toBe('test');
});
