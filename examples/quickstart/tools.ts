import { tool } from 'ai';
import { durableModule } from 'onceward';
import { durableFetch } from 'onceward/fetch';
import { z } from 'zod';

const durable = durableModule(import.meta.url);

async function request(url: string, init: RequestInit = {}): Promise<string> {
  const response = await durableFetch(url, init);
  if (!response.ok) throw Object.assign(new Error(`${url} answered ${response.status}`), { status: response.status });
  return response.text();
}

export const readPage = durable((url: string) => request(url));
export const writeReport = durable((report: object) =>
  request(`${process.env['CRM_URL']}/records`, { method: 'POST', body: JSON.stringify(report) }),
);
export const lookupCompany = durable(
  tool({
    description: 'Looks a company up in the public register',
    inputSchema: z.object({ registryNumber: z.string() }),
    execute: ({ registryNumber }) => request(`${process.env['REGISTER_URL']}/companies/${registryNumber}`),
  }),
  { p99: '30s' },
);
