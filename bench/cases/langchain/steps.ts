import { ChatOpenAI } from '@langchain/openai';
import { tool } from 'langchain';
import { durableModule } from 'onceward';
import { findDocument } from '../../load/find-document.ts';
import { TOOL_DESCRIPTIONS, toolInput, type ToolName } from '../../load/office-tools.ts';

const durable = durableModule(import.meta.url);

export const model = durable.lazy('langchain/chat-model', () => {
  const configuration = { baseURL: process.env['OPENAI_BASE_URL'] };
  return new ChatOpenAI({ model: 'scripted-1', apiKey: 'none', configuration });
});

const search = (name: ToolName) => {
  const description = TOOL_DESCRIPTIONS[name];
  return durable(tool(async (input) => JSON.stringify(await findDocument(input)), { name, description, schema: toolInput }));
};

export const searchHandbook = search('searchHandbook');
export const searchPolicies = search('searchPolicies');
export const searchTickets = search('searchTickets');
export const searchReleases = search('searchReleases');
export const searchContracts = search('searchContracts');
export const searchIncidents = search('searchIncidents');
