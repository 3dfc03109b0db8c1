import { tool } from 'ai';
import { durableModule } from 'onceward';
import { companyInput, findCompanyOnline, LOOKUP_DESCRIPTION } from '../company-lookup.ts';

const durable = durableModule(import.meta.url);

export const lookupCompany = durable(tool({ description: LOOKUP_DESCRIPTION, inputSchema: companyInput, execute: findCompanyOnline }), {
  p99: '30s',
});
