import axios from 'axios';
import got from 'got';
import { fetch as undiciFetch, request } from 'undici';
import type { Call } from '../clients.ts';

const timeout = 1_200;

async function checked(response: Response): Promise<unknown> {
  if (response.ok) return response.json();
  // What much code does: the status in words only.
  throw Object.assign(new Error(`Request failed: ${response.status} ${response.statusText}`), {
    status: response.status,
    headers: response.headers,
  });
}

/** What tools call services with. */
export const HTTP: Readonly<Record<string, Call>> = {
  fetch: async (url) => checked(await fetch(url, { method: 'POST', signal: AbortSignal.timeout(timeout) })),
  'fetch:abort': async (url) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 60);
    return checked(await fetch(url, { signal: controller.signal }));
  },
  'fetch:url': () => fetch('not a url'),
  undici: async (url) => {
    const { statusCode, headers, body } = await request(url, { headersTimeout: timeout, bodyTimeout: timeout });
    const text = await body.text();
    if (statusCode >= 400) throw Object.assign(new Error(text), { statusCode, headers });
    return JSON.parse(text) as unknown;
  },
  'undici:fetch': async (url) => (await undiciFetch(url)).json(),
  axios: (url) => axios.post(url, { amount: 1 }, { timeout, proxy: false }),
  'axios:get': (url) => axios.get(url, { timeout, proxy: false, maxContentLength: 1_000 }),
  'axios:abort': (url) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 60);
    return axios.get(url, { signal: controller.signal, proxy: false });
  },
  got: (url) => got(url, { retry: { limit: 0 }, timeout: { request: timeout } }).json(),
  'got:post': (url) => got.post(url, { json: { amount: 1 }, retry: { limit: 0 }, timeout: { request: timeout } }).json(),
};
