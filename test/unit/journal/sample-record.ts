import type { JournalRecord } from '../../../src/worker/journal/journal.ts';

/** A record with a value of every kind of JSON, and usage. */
export const SAMPLE_RECORD: JournalRecord = {
  v: 1,
  key: 'step-key-1',
  fingerprint: 'f00d',
  value: { text: 'größe 🦊', list: [1, 2.5, -3, true, null], nested: { empty: {} } },
  usage: [
    {
      key: 'step-key-1',
      attempt: 2,
      provider: 'openai',
      model: 'gpt-5',
      tokens: { input: 1200, cachedInput: 1000, output: 80 },
      costMicros: 4321,
      prices: '2026-01',
      billed: 'yes',
    },
  ],
  recordedAt: '2026-01-02T03:04:05.678Z',
  workflowId: 'claim-7',
  tenant: 'acme',
};
