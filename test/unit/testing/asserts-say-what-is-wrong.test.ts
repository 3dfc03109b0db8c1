import { AssertionError } from 'node:assert';
import { expectBill, expectHistory, expectRows, type JournaledRequest, type RawHistory } from 'onceward/testing';
import { describe, expect, test } from 'vitest';

function messageOf(check: () => void): string {
  try {
    check();
  } catch (error) {
    if (error instanceof AssertionError) return error.message;
    throw error;
  }
  throw new Error('It did not fail.');
}

describe('expectRows', () => {
  const key = (row: { id: string }): string => row.id;
  const rows = (...ids: string[]): { id: string }[] => ids.map((id) => ({ id }));

  test('takes the expected rows in any order', () => {
    expectRows(rows('b', 'a'), { key, expected: ['a', 'b'] });
    expectRows([], { key, expected: [] });
  });

  test('lists what is there twice, what is lost and what nobody asked for', () => {
    expect(messageOf(() => expectRows(rows('a', 'a', 'a', 'c'), { key, expected: ['a', 'b'] }))).toBe(
      'The rows are not those that were to be written.\n  written twice: a (3 times)\n  lost: b\n  not expected: c',
    );
  });

  test('lists ten of many', () => {
    const expected = Array.from({ length: 13 }, (_, index) => `row-${index}`);
    expect(messageOf(() => expectRows([], { key, expected }))).toMatch(/lost: row-0, .*, row-9 and 3 more$/);
  });

  test('refuses an expectation that cannot be met', () => {
    expect(() => expectRows(rows('a'), { key, expected: ['a', 'a'] })).toThrow(/option 'expected'.* has twice: a/);
  });
});

describe('expectBill', () => {
  const request = (number: number, text: string): JournaledRequest => ({
    number,
    path: '/v1/chat/completions',
    headers: {},
    idempotencyKey: `key-${number}`,
    body: { text },
    arrivedAtMs: 0,
  });
  const provider = { bill: () => ({ requests: 3, repeated: 1 }), requests: () => [request(1, 'a'), request(2, 'b'), request(3, 'a')] };

  test('takes the exact bill only', () => {
    expectBill(provider, { requests: 3, repeated: 1 });
    for (const expected of [
      { requests: 2, repeated: 1 },
      { requests: 3, repeated: 0 },
      { requests: 4, repeated: 1 },
    ]) {
      expect(() => expectBill(provider, expected)).toThrow(AssertionError);
    }
  });

  test('says which request repeats which', () => {
    expect(messageOf(() => expectBill(provider, { requests: 2, repeated: 0 }))).toBe(
      'The provider was asked 3 times, once for the same; expected were 2 and 0.\n  request 3 repeats request 1: /v1/chat/completions, key key-3',
    );
  });
});

describe('expectHistory', () => {
  const events = [
    { eventId: 1, workflowExecutionStartedEventAttributes: { identity: 'me' } },
    { eventId: 2, activityTaskCompletedEventAttributes: { result: { payloads: [{ data: Buffer.alloc(5_000) }] } } },
  ];
  const history = { workflowId: 'run-1', events: 2, bytes: 5_100, raw: { events } as unknown as RawHistory };

  test('takes a history at its limits', () => expectHistory(history, { maxEvents: 2, maxBytes: 5_100 }));

  test('says by how much, and which events are the largest', () => {
    expect(messageOf(() => expectHistory(history, { maxEvents: 1, maxBytes: 5_099 }))).toBe(
      "The history of 'run-1' has 2 events, more than 1, and 5100 bytes, more than 5099. Its largest events:\n" +
        '  event 2, activityTaskCompleted: 5000 bytes\n  event 1, workflowExecutionStarted: 2 bytes',
    );
  });

  test('refuses to check nothing', () => {
    expect(() => expectHistory(history, {})).toThrow(/'maxEvents'.* so nothing would be checked/);
  });
});
