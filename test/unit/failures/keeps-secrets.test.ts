import { describe, expect, it } from 'vitest';

import { summarizeError } from '../../../src/shared/failures/summarize-error.ts';
import { readProviderErrorCases } from '../../fixtures/provider-errors/provider-error-cases.ts';
import { rehydrate } from '../../fixtures/provider-errors/rehydrate.ts';
import { errorOf } from './error-of.ts';

/** Never real: each is in the form of its kind, and all share a marker to look for. */
const MARK = 'PLANTED';

describe('no secret reaches a summary', () => {
  it.each([
    ['an OpenAI key', `Incorrect API key provided: sk-proj-${MARK}abc123_x-y. You can find it`],
    ['a masked key', `Incorrect API key provided: sk-ab****${MARK}`],
    ['a short key in words', `Incorrect API key provided: ${MARK}123`],
    ['a bearer token', `401 with Authorization: Bearer ${MARK}.abc-123`],
    ['basic credentials', `header was Basic ${MARK}abc123==`],
    ['an api-key header', `x-api-key: ${MARK}-1`],
    ['a key in a query', `GET https://api.example.com/v1?key=${MARK}&x=1 failed`],
    ['a token in a query', `GET https://api.example.com/v1?access_token=${MARK} failed`],
    ['a signed URL', `https://bucket.example.com/a?X-Amz-Signature=${MARK}&X-Amz-Credential=${MARK}`],
    ['a SAS URL', `https://a.example.com/b?sv=1&sig=${MARK}%3D`],
    ['an AWS key id', `The key AKIA${MARK}1234567 is not valid`],
    ['an AWS secret', `aws_secret_access_key=${MARK}/abc+123`],
    ['a JWT', `token eyJhbGciOiJIUzI1NiJ9.eyJzdWIi${MARK}.c2lnbmF0dXJl`],
    ['a connection string', `connect postgres://user:${MARK}@db.example.com:5432/app failed`],
    ['a password with an at sign', `connect postgres://user:pa@ss${MARK}@db.example.com/app failed`],
    ['a password without a user', `redis://:${MARK}@cache.example.com:6379`],
    ['a key-value connection string', `Server=db;User=x;Password=${MARK};`],
    ['an Azure connection string', `AccountName=x;AccountKey=${MARK}abc==;EndpointSuffix=y`],
    ['a GitHub token', `bad credentials ghp_${MARK}1234567890`],
    ['a Google key', `API key AIzaSy${MARK}abcdefghijklmnopqrst not valid`],
    ['a JSON field', `rejected "client_secret": "${MARK}"`],
    ['a cookie', `Cookie: session=${MARK}; other=${MARK}`],
    ['a request body', `Invalid request: {"messages":[{"content":"${MARK}"}]}`],
    ['a body of the form of Fern', `Status code: 400\nBody: {\n "message": "${MARK}" }`],
    ['what the model wrote', `Failed to parse. Text: "${MARK}"`],
  ])('%s', (_, message) => {
    expect(summarizeError(new Error(message))).not.toContain(MARK);
  });

  it('headers, bodies and configurations are not looked at', () => {
    const error = errorOf({
      name: 'AxiosError',
      message: 'Request failed with status code 500',
      config: { headers: { authorization: MARK }, data: MARK },
      request: { body: MARK },
      response: { data: MARK, headers: { 'set-cookie': MARK } },
      requestBodyValues: { prompt: MARK },
    });
    expect(summarizeError(error)).toBe('AxiosError: Request failed with status code 500');
  });
});

it('the name of an artifact is no secret, and a hash beside it is', () => {
  const hash = '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef';
  const key = `t/Acme7/sha256/${hash}`;
  expect(summarizeError(new Error(`'${key}' and 'sha256/${hash}' are not in the store`))).toBe(
    `Error: '${key}' and 'sha256/${hash}' are not in the store`,
  );
  expect(summarizeError(new Error(`key ${hash}`))).toBe('Error: key [redacted]');
  expect(summarizeError(new Error('sha256/aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789aBcDeF'))).toBe('Error: [redacted]');
});

describe('no value of the request reaches a summary, whatever it looks like', () => {
  const SECRET = 'plain-words-only';
  it.each([
    ['a header of axios', { config: { headers: { 'x-tenant': SECRET } } }],
    ['a header after its scheme', { config: { headers: new Headers({ authorization: `Secret ${SECRET}` }) } }],
    ['a body of axios, as text', { config: { data: JSON.stringify({ user: { pin: SECRET } }) } }],
    ['credentials of axios', { config: { auth: { username: 'ada', password: SECRET } } }],
    ['a header of got', { options: { headers: { 'x-tenant': SECRET } } }],
    ['a body of got', { options: { json: { notes: ['a', SECRET] } } }],
    ['the body of an AI SDK call', { requestBodyValues: { messages: [{ role: 'user', content: SECRET }] } }],
    ['the request of the error behind the error', { cause: errorOf({ config: { headers: new Map([['x-tenant', SECRET]]) } }) }],
  ])('%s', (_, fields) => {
    const summary = summarizeError(errorOf({ message: `400 the value ${SECRET} is not allowed`, ...fields }));
    expect(summary).toBe('Error: 400 the value [redacted] is not allowed');
  });

  it('but the model that was asked for is named', () => {
    const requestBodyValues = { model: 'claude-nope', messages: [] };
    expect(summarizeError(errorOf({ message: 'model claude-nope not found', requestBodyValues }))).toBe(
      'Error: model claude-nope not found',
    );
  });
});

describe('a summary says what happened', () => {
  it.each([
    ['name and message', new TypeError('fetch failed'), 'TypeError: fetch failed'],
    [
      'the class when the name says nothing',
      errorOf({ className: 'RateLimitError', message: '429 Slow down' }),
      'RateLimitError: 429 Slow down',
    ],
    [
      'a key that was cut out, once',
      new Error('Incorrect API key provided: sk-proj-abc123.'),
      'Error: Incorrect API key provided: [redacted]',
    ],
    ['one line', new Error('first\n  second'), 'Error: first second'],
    ['the sentence in a JSON message', new Error('{"error":{"message":"API key not valid."}}'), 'Error: API key not valid.'],
    [
      'the last error of several attempts',
      errorOf({ name: 'AI_RetryError', message: 'x', lastError: new RangeError('last') }),
      'RangeError: last',
    ],
    ['a thrown string', 'out of paper', 'out of paper'],
    ['nothing', undefined, 'Error'],
  ])('%s', (_, error, expected) => {
    expect(summarizeError(error)).toBe(expected);
  });

  it('a long message is cut to 500 characters', () => {
    expect(summarizeError(new Error('word '.repeat(1000)))).toHaveLength(500);
  });

  it('every recorded error has one', () => {
    for (const { error } of readProviderErrorCases()) expect(summarizeError(rehydrate(error))).toMatch(/^\S.{4,}/);
  });
});
