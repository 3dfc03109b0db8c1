import { expect, test } from 'vitest';
import type { UsageRecord } from '../../../src/shared/contract/usage-record.ts';
import { readStepUsage, writeStepUsage } from '../../../src/shared/steps/step-usage.ts';

const RECORD: UsageRecord = {
  key: 'ow1_1',
  attempt: 1,
  provider: 'openai',
  model: 'gpt-5',
  tokens: { input: 12, output: 3 },
  billed: 'yes',
};
const PLACE = { key: 'ow1_1', attempt: 1 };

test('what the answer beside it says is not written once more', () => {
  const said = { model: 'gpt-5', tokens: { output: 3, input: 12 } };
  expect(writeStepUsage(RECORD, { ...PLACE, said })).toEqual({ provider: 'openai' });
});

test.each([
  {},
  { said: {} },
  { said: { model: 'gpt-5', tokens: { input: 12, output: 3 } } },
  { said: { model: 'gpt-5-2026', tokens: { input: 12 } } },
  { said: { tokens: { input: 12, output: 3, reasoning: 1 } } },
  { key: 'ow1_2', attempt: 2 },
])('a record is read as it was before it was shortened: %j', (known) => {
  const place = { ...PLACE, ...known };
  for (const record of [RECORD, { ...RECORD, billed: 'unknown', costMicros: 7 } as const]) {
    expect(readStepUsage(writeStepUsage(record, place), place)).toEqual(record);
  }
});
