import { ApplicationFailure } from '@temporalio/common';
import { PLANTED } from './planted-secrets.ts';

/** What the AI SDK throws: with request and response attached. */
export function apiCallError(): Error {
  return Object.assign(new Error(`Incorrect API key provided: ${PLANTED['a key that the provider quotes in its error message']}.`), {
    name: 'AI_APICallError',
    url: `https://api.example.com/v1/chat?key=${PLANTED['the API key of the model client, from the environment']}`,
    statusCode: 400,
    requestBodyValues: { messages: [{ role: 'user', content: PLANTED['the request body inside a provider’s error'] }] },
    responseHeaders: { 'set-cookie': `session=${PLANTED['a header of the provider’s answer']}` },
    responseBody: JSON.stringify({ error: { message: PLANTED['the answer’s body inside a provider’s error'] } }),
    cause: new Error(`401 for postgres://agent:${PLANTED['the password in the error behind an error']}@db.internal/claims`),
  });
}

/** What axios throws: the whole request is in it. */
export function axiosError(): Error {
  const authorization = `Bearer ${PLANTED['the Authorization header inside an error of an HTTP client']}`;
  return Object.assign(new Error('Request failed with status code 403'), {
    name: 'AxiosError',
    code: 'ERR_BAD_REQUEST',
    config: { headers: { Authorization: authorization }, data: PLANTED['the request body inside an error of an HTTP client'] },
    request: { _header: `POST / HTTP/1.1\r\nAuthorization: ${authorization}` },
    response: { status: 403, data: { echo: PLANTED['the request body inside an error of an HTTP client'] } },
  });
}

/** A server that quotes what it was sent: nothing about these values says that they are secrets. */
export function quotingError(): Error {
  const header = PLANTED['a header without a telling shape, which the server quotes'];
  const field = PLANTED['a field of the body, which the server quotes'];
  return Object.assign(new Error(`400 tenant ${header} may not use ${field} here`), {
    name: 'HTTPError',
    options: { headers: { 'x-tenant': header }, json: { pass: { phrase: field } } },
    response: { statusCode: 400, body: '' },
  });
}

/** A failure that a user made of what a library threw. */
export function failureWithCause(): Error {
  return ApplicationFailure.create({
    message: 'The claim was not written',
    type: 'ClaimNotWritten',
    nonRetryable: true,
    cause: quotingError(),
  });
}

/** What a database client throws: it names what it could not connect to. */
export function connectionError(): Error {
  const url = `postgres://agent:${PLANTED['the password in a connection string']}@127.0.0.1:5432/claims`;
  return Object.assign(new Error(`connect ECONNREFUSED ${url}`), { code: 'ECONNREFUSED' });
}
