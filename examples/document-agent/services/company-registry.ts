import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { findCompany } from '../scene/company-register.ts';
import { type RunningService, startHttpService } from './http-service.ts';
import { openServiceDatabase } from './open-service-database.ts';
import { REQUEST_LOG_SCHEMA } from './request-log.ts';
import { createBehaviourControl } from './service-behaviour.ts';

export interface CompanyRegistryOptions {
  /** Default 0: a free port. */
  readonly port?: number;
  readonly databaseFile: string;
}

const SETTINGS = {
  /** How long most requests take. */
  typicalMs: z.number().min(0).default(200),
  /** How long one request in `slowEvery` takes: this API's 99th percentile. */
  slowMs: z.number().min(0).default(30_000),
  slowEvery: z.int().min(1).default(100),
};

const COMPANY_PATH = /^\/companies\/([^/]+)$/;

/**
 * A public register that somebody else runs and that is slow at times: `GET /companies/HRB%20204417` gives seat, status and VAT number,
 * or 404. Requests are labelled with the number.
 */
export async function startCompanyRegistry({ port, databaseFile }: CompanyRegistryOptions): Promise<RunningService> {
  const database = openServiceDatabase(databaseFile, REQUEST_LOG_SCHEMA);
  const behaviour = createBehaviourControl(SETTINGS);
  const countRequests = database.prepare('SELECT COUNT(*) AS count FROM requests');
  return startHttpService({
    port,
    database,
    countPath: '/requests',
    behaviour,
    label: (request) => (request.method === 'GET' ? registryNumberOf(request.url) : undefined),
    answer: async (request, signal) => {
      const registryNumber = registryNumberOf(request.url);
      if (registryNumber === undefined) return { status: 404, body: { error: 'Ask for GET /companies/<registry number>.' } };
      const { typicalMs, slowMs, slowEvery } = behaviour.current();
      const isSlow = Number(countRequests.get()?.['count']) % slowEvery === 0;
      await setTimeout(isSlow ? slowMs : typicalMs, undefined, { signal });
      const company = findCompany(registryNumber);
      return company === undefined
        ? { status: 404, body: { error: `No company has the registry number '${registryNumber}'.` } }
        : { status: 200, body: company };
    },
  });
}

function registryNumberOf(url: URL): string | undefined {
  const encoded = COMPANY_PATH.exec(url.pathname)?.[1];
  return encoded === undefined ? undefined : decodeURIComponent(encoded);
}
