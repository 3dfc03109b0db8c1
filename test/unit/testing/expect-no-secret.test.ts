import { expectNoSecret, type RawHistory } from 'onceward/testing';
import { describe, expect, test } from 'vitest';

const SECRET = 'sk-proj-CanaryKey4Tg7Qx2Lm9Rw';

function historyWith(event: object): { workflowId: string; raw: RawHistory } {
  return { workflowId: 'run-1', raw: { events: [{ eventId: 1 }, { eventId: 2, ...event }] } as unknown as RawHistory };
}

const payload = (text: string): object => ({
  activityTaskCompletedEventAttributes: { result: { payloads: [{ data: Buffer.from(text) }] } },
});

describe('expectNoSecret finds a secret', () => {
  test.each([
    ['in a payload', payload(`{"key":"${SECRET}"}`)],
    ['in a text', { workflowExecutionFailedEventAttributes: { failure: { message: `bad key ${SECRET}` } } }],
    ['as the name of a header', { markerRecordedEventAttributes: { header: { fields: { [SECRET]: {} } } } }],
    ['in base64', payload(Buffer.from(`:${SECRET}:`).toString('base64'))],
    ['in hex', payload(Buffer.from(SECRET).toString('hex'))],
    ['in UTF-16', { x: Buffer.from(SECRET, 'utf16le') }],
  ])('%s', (_where, event) => {
    expect(() => expectNoSecret(historyWith(event), [SECRET])).toThrow(
      /The history of 'run-1' holds what it must not:\n {2}sk-… in event 2, /,
    );
  });
});

test('it says where, without saying the secret', () => {
  const find = (): void => expectNoSecret(historyWith(payload(SECRET)), ['another-secret', SECRET]);
  expect(find).toThrow('sk-… in event 2, activityTaskCompletedEventAttributes.result.payloads.0.data');
  expect(find).not.toThrow(SECRET);
});

test('it is silent when there is none', () => {
  expectNoSecret(historyWith(payload('nothing to see')), [SECRET]);
});

test('it refuses to look for nothing', () => {
  for (const secrets of [[], [undefined], ['short']]) {
    expect(() => expectNoSecret(historyWith({}), secrets)).toThrow(expect.objectContaining({ code: 'InvalidOption' }));
  }
});
