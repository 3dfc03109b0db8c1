import { expect, test } from 'vitest';
import { toCapturedText } from '../../../src/worker/capture/to-captured-text.ts';

const SECRET = 'sk-live-0123456789abcdef';

test.each([
  ['authorization', `Bearer ${SECRET}`],
  ['Authorization', SECRET],
  ['proxy-authorization', `Basic ${SECRET}`],
  ['x-api-key', SECRET],
  ['api-key', SECRET],
  ['x-goog-api-key', SECRET],
  ['X-Amz-Security-Token', SECRET],
  ['x-auth-token', SECRET],
  ['cookie', `session=${SECRET}`],
  ['set-cookie', `__cf_bm=${SECRET}; path=/`],
  ['x-session-id', SECRET],
  ['x-client-secret', SECRET],
  ['x-signature', SECRET],
  ['x-forwarded-by', `Bearer ${SECRET}`],
])('the header %s is captured without its value, of a request and of a response', (name, value) => {
  for (const headers of [{ [name]: value }, new Headers({ [name]: value })]) {
    const text = toCapturedText({ request: { headers }, response: { headers } });
    expect(text).not.toContain(SECRET);
    expect(Object.values((JSON.parse(text) as { request: { headers: object } }).request.headers)).toEqual(['[redacted]']);
  }
});

test('headers that help are captured whole: ids of requests, quotas, versions', () => {
  const headers = {
    'x-request-id': 'req_0123456789abcdef0123456789abcdef',
    'x-ratelimit-remaining-tokens': '149984',
    'anthropic-ratelimit-input-tokens-limit': '50000',
    'openai-version': '2020-10-01',
    'idempotency-key': 'ow1_00112233445566778899aabbccddeeff',
  };
  expect(JSON.parse(toCapturedText({ response: { headers } }))).toEqual({ v: 1, response: { headers } });
});

test('a key in a URL is redacted', () => {
  const url = 'https://provider.example/v1/models/m:generateContent?key=AIzaSy0123456789abcdefghijklmnopqrstu&alt=sse';
  expect(toCapturedText({ request: { url } })).not.toContain('AIzaSy');
});

test('bodies of any sort are kept: text, JSON, bytes', () => {
  const body = (value: unknown): unknown =>
    (JSON.parse(toCapturedText({ request: { body: value } })) as { request: { body: unknown } }).request.body;
  expect([body('{"a":1}'), body({ a: [1, undefined] }), body(new Uint8Array([1]))]).toEqual([
    '{"a":1}',
    { a: [1, null] },
    { $bytes: 'AQ==' },
  ]);
});
