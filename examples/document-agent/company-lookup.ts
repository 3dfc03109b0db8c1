/** The company register as a tool: what both frameworks' tools share. Runs in the worker. */
import { z } from 'zod';
import { readSettings } from './read-settings.ts';
import { sendRequest } from './send-request.ts';

export const companyLookup = {
  name: 'lookupCompany',
  description: 'Looks a company up in the public register: seat, status and VAT number.',
  schema: z.object({ registryNumber: z.string().describe('Such as HRB 204417') }),
};

/** Asks the register, which is slow at times. */
export function findCompany({ registryNumber }: z.infer<typeof companyLookup.schema>): Promise<unknown> {
  return sendRequest(`${readSettings().companyRegistry}/companies/${encodeURIComponent(registryNumber)}`, { method: 'GET' });
}
