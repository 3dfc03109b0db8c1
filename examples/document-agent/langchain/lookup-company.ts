import { tool } from 'langchain';
import { durableModule } from 'onceward';
import { companyInput, findCompanyOnline, LOOKUP_DESCRIPTION } from '../company-lookup.ts';

const durable = durableModule(import.meta.url);

export const lookupCompany = durable(
  tool(async (input) => JSON.stringify(await findCompanyOnline(input)), {
    name: 'lookupCompany',
    description: LOOKUP_DESCRIPTION,
    schema: companyInput,
  }),
  { p99: '30s' },
);
