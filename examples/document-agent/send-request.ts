import { durableFetch } from 'onceward/fetch';

/** An HTTP answer that is no success. Its `status` is what decides about another attempt. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly headers: Headers;

  constructor(url: string, response: Response, body: string) {
    super(`${url} answered ${response.status}${body === '' ? '' : `: ${body.slice(0, 200)}`}`);
    this.status = response.status;
    this.headers = response.headers;
  }
}

/** Sends a request under the step's idempotency key, so that a repeated attempt changes nothing, and stops it when the run is cancelled. */
export async function sendRequest(url: string, options: { readonly method: string; readonly body?: unknown }): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  const response = await durableFetch(url, { method: options.method, headers, body });
  const text = await response.text();
  if (!response.ok) throw new HttpError(url, response, text);
  return text === '' ? null : (JSON.parse(text) as unknown);
}
